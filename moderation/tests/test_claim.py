"""Taking cards in hand, and who is at the queue."""

from datetime import timedelta

from django.test import TestCase
from django.utils import timezone

from moderation.claim import claim_next, give_back, seen
from moderation.decide import decide
from moderation.models import Claim, Presence
from moderation.queue import Filter
from moderation.report import report
from newsroom.tests import cast


class ClaimTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.of_old(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)
        cls.comments = [cast.comment(cls.story, cls.rita, f"No. {number}.") for number in range(4)]
        for comment in cls.comments:
            report(comment=comment, reader=cls.ravi, rule=cls.abuse, text_version=1)
        cls.now = timezone.now()

    def setUp(self):
        self.client.force_login(self.mo)

    def take(self, moderator, number, at=None):
        claim_next(moderator=moderator, wanted=Filter(), number=number, at=at or self.now)
        return set(Claim.objects.filter(moderator=moderator).values_list("comment", flat=True))

    def test_two_moderators_have_no_card_in_common(self):
        first, second = self.take(self.mo, 2), self.take(self.max, 10)
        self.assertEqual((len(first), len(second), first & second), (2, 2, set()))

    def test_it_ends_by_itself_and_somebody_else_may_take_it(self):
        self.take(self.mo, 4)
        self.assertEqual(len(self.take(self.max, 4, self.now + timedelta(minutes=6))), 4)

    def test_whoever_decides_keeps_the_rest_and_whoever_only_left_the_page_open_does_not(self):
        self.take(self.mo, 2)
        self.take(self.max, 2)
        later = self.now + timedelta(minutes=4)
        seen(moderator=self.max, at=later)
        mine = Claim.objects.filter(moderator=self.mo).first().comment
        decide(comment=mine, moderator=self.mo, action="keep", version_seen=1, at=later)
        free = self.take(self.ada, 4, self.now + timedelta(minutes=6))
        self.assertEqual(len(free), 2)
        self.assertEqual(Claim.objects.filter(moderator=self.mo).count(), 1)

    def test_what_is_in_other_hands_is_not_taken(self):
        decide(comment=self.comments[0], moderator=self.max, action="pass", passed_to="legal", version_seen=1)
        self.assertEqual(len(self.take(self.mo, 4)), 3)

    def test_it_hides_nothing_and_binds_nobody(self):
        self.take(self.max, 4)
        page = self.client.get("/moderation/")
        self.assertEqual(len(page.context["cards"]), 4)
        self.assertContains(page, "<bdi>Max</bdi> has it in hand until")
        decide(comment=self.comments[0], moderator=self.mo, action="keep", version_seen=1)
        self.assertEqual(Claim.objects.count(), 3)

    def test_given_back_they_are_free(self):
        self.take(self.mo, 4)
        give_back(moderator=self.mo)
        self.assertEqual(len(self.take(self.max, 4)), 4)

    def test_ones_own_comment_is_not_taken(self):
        comment = cast.comment(self.story, self.mo, "My own.")
        report(comment=comment, reader=self.ravi, rule=self.abuse, text_version=1)
        self.assertNotIn(comment.pk, self.take(self.mo, 10))

    def test_the_page_takes_shows_and_gives_back(self):
        page = self.client.post("/moderation/take/", {"number": "2", "back": "show=reported"}, follow=True)
        self.assertEqual(len(page.context["cards"]), 2)
        self.assertContains(page, "in your hand")
        self.client.post("/moderation/give-back/")
        self.assertFalse(Claim.objects.exists())
        self.assertEqual(self.client.post("/moderation/take/", {"number": "x"}).status_code, 302)

    def test_who_else_is_here_is_told(self):
        self.assertContains(self.client.get("/moderation/here/"), "You are alone here")
        Presence.objects.create(moderator=self.max, seen_at=timezone.now())
        self.assertContains(self.client.get("/moderation/here/"), "<bdi>Max</bdi> is here too")
        Presence.objects.filter(moderator=self.max).update(seen_at=self.now - timedelta(minutes=5))
        self.assertContains(self.client.get("/moderation/here/"), "You are alone here")
