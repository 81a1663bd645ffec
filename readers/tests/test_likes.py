"""What a reader liked."""

from django.test import TestCase

from comments.models import Like
from moderation.decide import decide
from newsroom.tests import cast


class LikesPageTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)
        cls.good = cast.comment(cls.story, cls.ravi, "A good one.")
        cls.gone = cast.comment(cls.story, cls.ravi, "A bad one.")
        for comment in (cls.good, cls.gone):
            Like.objects.create(comment=comment, reader=cls.rita)
        decide(comment=cls.gone, moderator=cls.mo, action="remove", rule=cls.abuse, version_seen=1)

    def test_what_can_be_seen_is_shown_and_what_has_gone_is_said_to_be(self):
        self.client.force_login(self.rita)
        page = self.client.get("/me/likes/")
        self.assertContains(page, "A good one.")
        self.assertContains(page, f'href="/c/{self.good.pk}/"')
        self.assertContains(page, "A comment that is not on the site any more", 1)
        self.assertNotContains(page, "A bad one.")

    def test_it_is_ones_own_alone(self):
        self.client.force_login(self.ravi)
        self.assertContains(self.client.get("/me/likes/"), "Nothing yet.")
        self.client.logout()
        self.assertRedirects(self.client.get("/me/likes/"), "/account/login/?next=/me/likes/")

    def test_it_comes_in_pages_and_a_page_takes_few_queries(self):
        said = [cast.comment(self.story, self.ravi, f"Number {number}.") for number in range(52)]
        Like.objects.bulk_create(Like(comment=comment, reader=self.rita) for comment in said)
        self.client.force_login(self.rita)
        page = self.client.get("/me/likes/")
        self.assertEqual(len(page.context["likes"]), 50)
        with self.assertNumQueries(6):  # who it is, the masthead with sections, banner, likes, comments
            page = self.client.get("/me/likes/", {"before": page.context["more"]})
        self.assertEqual(len(page.context["likes"]), 4)

    def test_only_the_methods_it_knows(self):
        self.client.force_login(self.rita)
        self.assertEqual(self.client.post("/me/likes/").status_code, 405)
