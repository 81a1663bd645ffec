"""Taking a report back, and what a reader is told of the worth of their reports."""

from django.test import TestCase, TransactionTestCase

from accounts.models import Message
from articles.models import Article
from comments.edit import edit
from comments.models import Comment
from moderation.decide import decide
from moderation.models import Card, Decision, Report
from moderation.report import AlreadyReported, report
from moderation.voices import accuracy_of
from moderation.withdraw import Decided, NotYours, withdraw
from newsroom.tests import cast
from newsroom.tests.at_once import at_once


def status(comment):
    return Comment.objects.values_list("status", flat=True).get(pk=comment.pk)


class Reporting:
    def begin(self):
        cast.people(self)
        cast.of_old(self)
        cast.paper(self)
        self.story = cast.story(self)
        self.comment = cast.comment(self.story, self.rita, "Strong words.")

    def report(self, reader=None, comment=None):
        facts = {"comment": comment or self.comment, "rule": self.abuse, "text_version": 1}
        return report(reader=reader or self.ravi, **facts)

    def decide(self, action, comment=None, **facts):
        comment = Comment.objects.get(pk=(comment or self.comment).pk)
        facts = {"rule": self.abuse, "version_seen": comment.version} | facts
        return decide(comment=comment, moderator=self.mo, action=action, **facts)


class WithdrawTests(Reporting, TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.begin(cls)

    def hiding(self):
        Article.objects.filter(pk=self.story.pk).update(comments_mode=Article.Comments.REPORTED)

    def test_it_is_open_no_more_and_leaves_the_queue(self):
        Comment.objects.filter(pk=self.comment.pk).update(read_at=self.comment.posted_at)
        made = self.report()
        self.assertEqual(Card.objects.get().reports, 1)
        withdraw(report=made, reader=self.ravi)
        self.assertFalse(Report.objects.open().exists())
        self.assertFalse(Card.objects.exists())

    def test_others_reports_stand(self):
        made, _ = self.report(), self.report(self.ed)
        withdraw(report=made, reader=self.ravi)
        self.assertEqual(Card.objects.get().reports, 1)

    def test_twice_is_once(self):
        made = self.report()
        first = withdraw(report=made, reader=self.ravi).withdrawn_at
        self.assertEqual(withdraw(report=made, reader=self.ravi).withdrawn_at, first)

    def test_it_is_for_who_sent_it_and_until_it_is_decided(self):
        made = self.report()
        for person in (self.rita, self.mo, self.ada):
            with self.assertRaises(NotYours):
                withdraw(report=made, reader=person)
        self.decide("keep")
        with self.assertRaises(Decided):
            withdraw(report=made, reader=self.ravi)

    def test_a_later_decision_settles_it_no_more(self):
        made = withdraw(report=self.report(), reader=self.ravi)
        self.decide("remove")
        made.refresh_from_db()
        self.assertIsNone(made.decision)

    # A comment that reports have hidden

    def test_what_reports_alone_have_hidden_comes_back_with_the_last_of_them_and_the_log_says_so(self):
        self.hiding()
        first, second = self.report(), None
        self.assertEqual(status(self.comment), "held")
        withdraw(report=first, reader=self.ravi)
        self.assertEqual(status(self.comment), "visible")
        self.assertEqual(Message.objects.filter(to=self.rita).first().subject, "Your comment can be seen again")
        last = Decision.objects.first()
        self.assertEqual((last.action, last.moderator, last.check_name), ("keep", None, "reported"))
        second = self.report(self.ed)  # nobody has decided: it hides it again
        self.assertEqual(status(self.comment), "held")
        withdraw(report=second, reader=self.ed)
        edited = edit(comment=Comment.objects.get(), reader=self.rita, text="Mild words.", text_version=1)
        self.assertTrue(edited.is_visible)

    def test_with_another_report_it_stays_hidden(self):
        self.hiding()
        made = self.report()
        Report.objects.create(comment=self.comment, reader=self.ed, rule=self.abuse, text_version=1)
        withdraw(report=made, reader=self.ravi)
        self.assertEqual(status(self.comment), "held")

    def test_what_a_moderator_holds_or_waits_for_another_reason_stays_hidden(self):
        self.hiding()
        made = self.report()
        self.decide("hold")
        withdraw(report=made, reader=self.ravi)
        self.assertEqual(status(self.comment), "held")
        held = cast.comment(self.story, self.rita, "https://a.example https://b.example https://c.example")
        Report.objects.create(comment=held, reader=self.ed, rule=self.abuse, text_version=1)
        withdraw(report=Report.objects.get(comment=held), reader=self.ed)
        self.assertEqual(status(held), "held")

    def test_on_a_story_that_is_closed_to_it_since_it_stays_hidden(self):
        for facts in ({"comments_mode": Article.Comments.PREMODERATED}, {"court_case": True}):
            self.hiding()
            comment = cast.comment(self.story, self.rita, f"Strong words {facts}.")
            made = self.report(comment=comment)
            Article.objects.filter(pk=self.story.pk).update(**facts)
            withdraw(report=made, reader=self.ravi)
            self.assertEqual(status(comment), "held", facts)

    # The pages

    def test_the_page_says_what_it_does_and_does_it(self):
        made = self.report()
        self.client.force_login(self.ravi)
        address = f"/moderation/reports/{made.reference}/withdraw/"
        self.assertContains(self.client.get(made.get_absolute_url()), address)
        self.assertContains(self.client.get("/moderation/reports/"), address)
        self.assertContains(self.client.get(address), "cannot be taken back")
        self.assertRedirects(self.client.post(address), made.get_absolute_url())
        page = self.client.get(made.get_absolute_url())
        self.assertContains(page, "You withdrew this report")
        self.assertNotContains(page, "It stands in their queue")
        self.assertContains(self.client.get("/moderation/reports/"), "You withdrew it")
        self.assertContains(self.client.get(address), "You withdrew this report")

    def test_it_is_too_late_when_it_is_decided(self):
        made = self.report()
        self.decide("keep")
        self.client.force_login(self.ravi)
        address = f"/moderation/reports/{made.reference}/withdraw/"
        self.assertNotContains(self.client.get(address), "<button>Withdraw")
        self.assertContains(self.client.post(address), "cannot be withdrawn any more", status_code=409)

    def test_to_report_the_same_text_again_is_refused_and_says_why(self):
        withdraw(report=self.report(), reader=self.ravi)
        with self.assertRaisesMessage(AlreadyReported, "and withdrawn your report"):
            self.report()
        self.client.force_login(self.ravi)
        page = self.client.get(f"/c/{self.comment.pk}/report/")
        self.assertContains(page, "was withdrawn: you took it back")

    # What reports are worth, in words

    def reports(self, upheld, kept):
        for number in range(upheld + kept):
            comment = cast.comment(self.story, self.rita, f"No. {number}.")
            self.report(comment=comment)
            self.decide("remove" if number < upheld else "keep", comment)

    def test_few_decided_reports_say_nothing(self):
        self.reports(4, 0)
        self.assertEqual(accuracy_of(self.ravi), "")

    def test_good_reports_are_read_first(self):
        self.reports(9, 1)
        said = "Of your last 10 reports moderators agreed with 9: your reports are read first."
        self.assertEqual(accuracy_of(self.ravi), said)
        self.client.force_login(self.ravi)
        self.assertContains(self.client.get("/moderation/reports/"), said)

    def test_who_is_often_wrong_is_told_what_follows(self):
        self.reports(0, 6)
        self.assertIn("agreed with 0: your reports count for less than others’, and 15 a day", accuracy_of(self.ravi))


class AtOnceTests(Reporting, TransactionTestCase):
    def test_a_withdrawal_beside_a_decision_is_before_it_or_refused(self):
        self.begin()
        for number in range(5):
            comment = cast.comment(self.story, self.rita, f"No. {number}.")
            made = self.report(comment=comment)
            answers = at_once(
                [
                    lambda: withdraw(report=made, reader=self.ravi),  # noqa: B023
                    lambda: self.decide("keep", comment),  # noqa: B023
                ]
            )
            made.refresh_from_db()
            self.assertEqual(isinstance(answers[0], Decided), made.decision_id is not None)
            self.assertEqual(made.withdrawn_at is None, made.decision_id is not None)
