"""What was decided about the nearest texts."""

from django.test import TestCase

from moderation.decide import decide
from moderation.nearest import nearest
from newsroom.tests import cast

SAID = [
    ("The harbour master is a crook and everybody on the quay knows it.", "remove"),
    ("The harbour master answered every question on the quay.", "keep"),
    ("Buses on Sunday would be a fine thing.", "keep"),
]


class NearestTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)
        for text, action in SAID:
            rule = cls.abuse if action == "remove" else None
            comment = cast.comment(cls.story, cls.rita, text)
            decide(comment=comment, moderator=cls.mo, action=action, rule=rule, version_seen=1)
        cls.comment = cast.comment(cls.story, cls.ravi, "Everybody knows that the harbour master is a crook.")

    def test_the_nearest_comes_first_and_what_is_not_near_not_at_all(self):
        found = nearest(self.comment)
        self.assertEqual([decision.text for decision, _ in found], [SAID[0][0], SAID[1][0]])
        self.assertGreater(found[0][1], found[1][1])

    def test_its_own_decisions_are_not_among_them(self):
        decide(comment=self.comment, moderator=self.mo, action="keep", version_seen=1)
        self.assertNotIn(self.comment.pk, [decision.comment_id for decision, _ in nearest(self.comment)])

    def test_the_page_shows_them_whole_and_as_a_part(self):
        self.client.force_login(self.mo)
        address = f"/moderation/comments/{self.comment.pk}/nearest/"
        self.assertContains(self.client.get(address), "Removed: Abuse")
        self.assertNotContains(self.client.get(address, HTTP_HX_REQUEST="true"), "<html")
        other = cast.comment(self.story, self.ravi, "Zzz.")
        self.assertContains(self.client.get(f"/moderation/comments/{other.pk}/nearest/"), "No text that was decided")
