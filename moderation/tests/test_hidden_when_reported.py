"""Stories on which a report hides what is reported until a moderator has decided."""

from django.test import TestCase

from articles.models import Article
from comments.hold import hold
from comments.models import Comment, Hit
from moderation.decide import decide
from moderation.models import Report
from moderation.report import AlreadyReported, report
from newsroom.tests import cast
from pagecache.models import PageVersion


class HiddenWhenReportedTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.of_old(cls)
        cast.paper(cls)
        cls.story = cast.story(cls, comments_mode="reported")
        cls.comment = cast.comment(cls.story, cls.rita)

    def report(self, reader=None):
        return report(comment=self.comment, reader=reader or self.ravi, rule=self.abuse, text_version=1)

    def decide(self, action, **more):
        self.comment.refresh_from_db()
        decide(comment=self.comment, moderator=self.mo, action=action, version_seen=self.comment.version, **more)

    def status(self):
        return Comment.objects.get(pk=self.comment.pk).status

    def version(self):
        return PageVersion.objects.get(name=f"thread:{self.story.pk}").number

    def test_a_report_hides_it_at_once_and_says_why(self):
        before = self.version()
        self.report()
        self.assertEqual(self.status(), "held")
        self.assertGreater(self.version(), before)
        comment = Comment.objects.get(pk=self.comment.pk)
        self.assertEqual(comment.why_held, ["A reader reported it, so it waits for a moderator."])
        self.assertEqual(Report.objects.open().count(), 1)
        self.assertNotContains(self.client.get(self.story.get_absolute_url()), f'id="c{comment.pk}"')

    def test_its_author_sees_that_it_waits(self):
        self.report()
        self.client.force_login(self.rita)
        self.assertContains(self.client.get(self.comment.get_absolute_url()), "A reader reported it")

    def test_on_other_stories_a_report_hides_nothing(self):
        for mode in ("open", "premoderated", "closed"):
            Article.objects.filter(pk=self.story.pk).update(comments_mode=mode)
            Report.objects.all().delete()
            self.report()
            self.assertEqual(self.status(), "visible", mode)
        self.assertFalse(Hit.objects.exists())

    def test_kept_it_is_back_and_the_same_text_is_not_hidden_again(self):
        self.report()
        self.decide("keep")
        self.assertEqual(self.status(), "visible")
        self.report(reader=self.nell)
        self.assertEqual(self.status(), "visible")
        self.assertEqual(Report.objects.open().count(), 1)

    def test_another_text_is_hidden_again(self):
        self.report()
        self.decide("keep")
        Comment.objects.filter(pk=self.comment.pk).update(text="Edited.", text_version=2)
        report(comment=self.comment, reader=self.ravi, rule=self.abuse, text_version=2)
        self.assertEqual(self.status(), "held")

    def test_removed_it_stays_away(self):
        self.report()
        self.decide("remove", rule=self.abuse)
        self.assertEqual(self.status(), "removed")

    def test_a_moderator_who_had_it_on_the_screen_decides_about_it(self):
        seen = self.comment.version
        self.report()
        decide(comment=self.comment, moderator=self.mo, action="keep", version_seen=seen)
        self.assertEqual(self.status(), "visible")

    def test_the_same_report_twice_finds_the_first(self):
        first = self.report()
        with self.assertRaises(AlreadyReported) as refusal:
            self.report()
        self.assertEqual(refusal.exception.report, first)

    def test_followers_are_not_told_of_it_a_second_time(self):
        self.report()
        with self.settings(AFTER_COMMENT=["moderation.tests.test_hidden_when_reported.nobody_calls"]):
            self.decide("keep")

    def test_holding_twice_is_once(self):
        facts = {"comment": self.comment, "because": "To be read again.", "check_name": "desk"}
        self.assertTrue(hold(**facts))
        self.assertFalse(hold(**facts))
        self.assertEqual(Hit.objects.count(), 1)


def nobody_calls(comment, *, at):
    raise AssertionError("It was seen before.")
