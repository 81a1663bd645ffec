"""What is decided a second time, and what checks and authors do between two decisions."""

from datetime import timedelta
from unittest import mock

from django.test import TestCase, override_settings
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accounts.models import Message
from comments.delete import delete
from comments.edit import edit
from comments.hold import hold
from comments.models import Comment
from law.yearly_counts import reports as reports_of
from law.yearly_counts import span_of
from moderation import voices
from moderation.decide import decide
from moderation.doctor import wrong_cards
from moderation.follow import tell_of
from moderation.models import Card, Decision
from moderation.refusals import NotAllowed, Refused
from moderation.report import report
from moderation.undo import undo
from newsroom.tests import cast
from sanctions.record import record_of

QUEUED = override_settings(UNDO_SECONDS=10, TASKS={"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}})


class DecidedAgainTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.of_old(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)
        cls.comment = cast.comment(cls.story, cls.rita, "Strong words.")

    def decide(self, action, by=None, rule=None, **facts):
        self.comment.refresh_from_db()
        facts |= {"version_seen": self.comment.version, "rule": rule}
        return decide(comment=self.comment, moderator=by or self.mo, action=action, **facts)

    def told(self, to):
        """Do what waits for its ten seconds, and return what somebody was told of it."""
        for row in DBTaskResult.objects.filter(task_path="moderation.follow.tell_of"):
            tell_of.call(*row.args_kwargs["args"])
        return [message.text for message in Message.objects.filter(to=to).order_by("pk")]

    @QUEUED
    def test_removed_again_by_another_rule_the_author_is_told_that_rule(self):
        self.decide("remove", rule=self.abuse)
        self.decide("remove", rule=self.spam)
        [text] = self.told(self.rita)
        self.assertIn(self.spam.title, text)

    @QUEUED
    def test_removed_and_passed_on_the_author_is_told_of_the_removal(self):
        self.decide("remove", rule=self.abuse)
        self.decide("pass", passed_to="legal")
        [text] = self.told(self.rita)
        self.assertIn(self.abuse.title, text)

    @QUEUED
    def test_a_reporter_is_told_what_stands_when_a_colleague_removes_what_was_kept(self):
        report(comment=self.comment, reader=self.ravi, rule=self.abuse, text_version=1)
        self.decide("keep")
        self.decide("remove", by=self.max, rule=self.abuse)
        self.assertIn("another moderator has removed it since", self.told(self.ravi)[0])

    def test_what_is_with_the_lawyer_stays_there_whatever_a_check_does(self):
        self.decide("pass", passed_to="legal")
        self.comment.refresh_from_db()
        hold(comment=self.comment, because="Shouting.", check_name="shouting")
        self.assertEqual(Card.objects.get(comment=self.comment).passed_to, "legal")
        with self.assertRaises(NotAllowed):
            self.decide("keep")

    def test_what_its_author_deleted_is_not_sent_back_and_reports_on_it_wait_on(self):
        report(comment=self.comment, reader=self.ravi, rule=self.abuse, text_version=1)
        delete(comment=self.comment, reader=self.rita)
        with self.assertRaisesMessage(Refused, "nobody can change it"):
            self.decide("ask", rule=self.abuse)
        self.assertEqual(Card.objects.get(comment=self.comment).reports, 1)

    def test_reports_that_came_while_it_was_with_its_author_wait_once_they_delete_it(self):
        self.decide("ask", rule=self.abuse)
        with mock.patch("moderation.report.may_report"):  # it is off the page; the form was open before
            report(comment=self.comment, reader=self.ravi, rule=self.abuse, text_version=1)
        self.assertFalse(Card.objects.exists())
        self.assertEqual(wrong_cards(timezone.now()), set())  # it waits for its author
        self.comment.refresh_from_db()
        delete(comment=self.comment, reader=self.rita)
        self.assertEqual(Card.objects.get(comment=self.comment).reports, 1)

    def test_who_reported_what_was_sent_back_was_right_and_is_told_so(self):
        made = report(comment=self.comment, reader=self.ravi, rule=self.abuse, text_version=1)
        self.decide("ask", rule=self.abuse)
        made.refresh_from_db()
        self.assertEqual(made.decision.action, "ask")
        text = Message.objects.get(to=self.ravi).text
        self.assertIn("agrees", text)
        self.assertNotIn("appeal", text)  # against being right
        self.assertEqual(record_of(self.ravi).reports["agreed"], 1)
        this_year = span_of(timezone.localdate().year)
        self.assertEqual([row[:4] for row in reports_of(this_year)], [["abuse", 1, 0, 0]])
        self.client.force_login(self.ravi)
        self.assertContains(self.client.get(made.get_absolute_url()), "A moderator agreed with you")
        self.assertContains(self.client.get("/moderation/reports/"), "Its author was asked to change it")
        edit(comment=Comment.objects.get(pk=self.comment.pk), reader=self.rita, text="Mild words.", text_version=1)
        self.decide("keep")
        self.assertGreater(voices.weight_of(self.ravi, at=timezone.now())[0], voices.USUAL)

    def test_who_reported_an_earlier_text_was_not_wrong(self):
        made = report(comment=self.comment, reader=self.ravi, rule=self.abuse, text_version=1)
        edit(comment=Comment.objects.get(pk=self.comment.pk), reader=self.rita, text="Mild words.", text_version=1)
        self.decide("keep")
        self.assertEqual(voices.weight_of(self.ravi, at=timezone.now())[0], voices.USUAL)
        self.assertIn("changed it since", Message.objects.get(to=self.ravi).text)
        self.client.force_login(self.ravi)
        self.assertContains(self.client.get(made.get_absolute_url()), "The comment was changed")

    @QUEUED
    def test_taking_back_that_it_was_passed_on_leaves_all_else_as_it_is(self):
        self.decide("ask", rule=self.abuse)
        self.comment.refresh_from_db()
        offered = self.comment.edit_until
        passed = self.decide("pass", passed_to="editor")
        self.comment.refresh_from_db()
        self.assertEqual((self.comment.status, self.comment.edit_until), ("held", offered))
        Comment.objects.filter(pk=self.comment.pk).update(status="visible")
        hold(comment=Comment.objects.get(pk=self.comment.pk), because="Reported.", check_name="reported")
        undo(decision=passed, moderator=self.mo, at=timezone.now() + timedelta(seconds=1))
        self.comment.refresh_from_db()
        self.assertEqual((self.comment.status, self.comment.edit_until), ("held", offered))
        self.assertEqual(Decision.objects.filter(action="undo").count(), 1)
