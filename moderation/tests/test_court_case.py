"""While a story is before a court, nothing that waits is let through."""

from django.test import TestCase

from articles.models import Article
from comments.models import Comment
from moderation.decide import CourtCase, decide
from moderation.models import Decision
from newsroom.tests import cast


class CourtCaseTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls, comments_mode="premoderated")
        cls.comment = cast.comment(cls.story, cls.rita)
        Article.objects.filter(pk=cls.story.pk).update(court_case=True)

    def decide(self, action, **more):
        self.comment.refresh_from_db()
        decide(comment=self.comment, moderator=self.mo, action=action, version_seen=self.comment.version, **more)
        return self.comment.status

    def refused(self):
        before = Decision.objects.count()
        with self.assertRaises(CourtCase) as refusal:
            self.decide("keep")
        self.assertEqual(Decision.objects.count(), before)
        self.assertIn("case before a court", str(refusal.exception))

    def test_what_waits_can_be_removed_and_not_let_through(self):
        self.refused()
        self.assertEqual(self.decide("remove", rule=self.abuse), "removed")
        self.refused()

    def test_with_the_tick_away_it_can(self):
        Article.objects.filter(pk=self.story.pk).update(court_case=False)
        self.assertEqual(self.decide("keep"), "visible")

    def test_what_is_on_the_page_can_be_kept(self):
        Comment.objects.filter(pk=self.comment.pk).update(status="visible")
        self.assertEqual(self.decide("keep"), "visible")

    def test_the_moderator_reads_why(self):
        self.client.force_login(self.mo)
        name = f"c{self.comment.pk}"
        data = {f"{name}-action": "keep", f"{name}-version_seen": self.comment.version}
        answer = self.client.post(f"/moderation/comments/{self.comment.pk}/", data)
        self.assertContains(answer, "Court case: nothing is let through", status_code=409)
        self.assertContains(answer, "no comment that waits is let through", status_code=409)

    def test_no_moderator_brings_back_what_its_author_deleted(self):
        Comment.objects.filter(pk=self.comment.pk).update(status="deleted")
        Article.objects.filter(pk=self.story.pk).update(court_case=False)
        self.assertEqual(self.decide("keep"), "deleted")
        self.assertFalse(self.rita.messages_received.filter(subject__contains="accepted").exists())
