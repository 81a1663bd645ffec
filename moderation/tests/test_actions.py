"""The decisions beside keep and remove: keep for good, hold, send back, pass on."""

from datetime import timedelta

from django.test import TestCase
from django.utils import timezone

from accounts.models import Message
from comments.edit import TooLate, edit, seconds_left
from comments.models import Comment
from moderation.card import lapse
from moderation.decide import decide
from moderation.models import Card, Decision
from moderation.refusals import NotAllowed, Refused
from moderation.report import report
from newsroom.tests import cast


class ActionTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.of_old(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)
        cls.comment = cast.comment(cls.story, cls.rita, "Strong words.")

    def decide(self, action, **facts):
        self.comment.refresh_from_db()
        facts = {"moderator": self.mo, "version_seen": self.comment.version} | facts
        made = decide(comment=self.comment, action=action, **facts)
        self.comment.refresh_from_db()
        return made

    def report(self, reader=None):
        return report(
            comment=self.comment, reader=reader or self.ravi, rule=self.spam, text_version=self.comment.text_version
        )

    def told(self, person):
        return list(Message.objects.filter(to=person).order_by("pk").values_list("subject", flat=True))

    # Keep for good

    def test_reports_on_a_text_that_was_kept_for_good_open_nothing(self):
        self.report()
        made = self.decide("settle")
        later = self.report(self.nell)
        self.assertEqual(later.decision, made)
        self.assertFalse(Card.objects.exists())

    def test_reports_on_another_text_do(self):
        self.decide("settle")
        edit(comment=self.comment, reader=self.rita, text="Stronger words.", text_version=1)
        self.comment.refresh_from_db()
        self.assertIsNone(self.report().decision)
        self.assertEqual(Card.objects.get().reports, 1)

    def test_after_a_plain_keep_reports_are_heard(self):
        self.report()
        self.decide("keep")
        self.assertIsNone(self.report(self.nell).decision)

    # Hold

    def test_held_it_is_off_the_page_and_waits_with_its_reports(self):
        made = self.report()
        self.decide("hold")
        self.assertEqual(self.comment.status, "held")
        made.refresh_from_db()
        self.assertIsNone(made.decision)
        self.assertEqual(list(Card.objects.values_list("held", "reports")), [(True, 1)])
        self.assertEqual(self.told(self.rita), ["Your comment waits for a moderator"])

    # Send back

    def test_sent_back_it_waits_for_its_author_and_is_in_no_queue(self):
        self.decide("ask", rule=self.abuse, note="Without the second sentence it can stay.")
        self.assertEqual(self.comment.status, "held")
        self.assertFalse(Card.objects.exists())
        self.assertEqual(self.told(self.rita), ["Your comment can go up with a change"])
        self.assertGreater(seconds_left(self.comment), 6 * 24 * 3600)

    def test_changed_it_is_read_again(self):
        self.decide("ask", rule=self.abuse)
        edit(comment=self.comment, reader=self.rita, text="Milder words.", text_version=1)
        self.comment.refresh_from_db()
        self.assertEqual((self.comment.status, self.comment.edit_until), ("held", None))
        self.assertTrue(Card.objects.get().held)
        self.decide("keep")
        self.assertTrue(self.comment.is_visible)

    def test_not_changed_in_a_week_it_waits_for_a_moderator_again(self):
        self.decide("ask", rule=self.abuse)
        week = timezone.now() + timedelta(days=8)
        self.assertEqual(lapse(at=week), 1)
        self.assertTrue(Card.objects.get().held)
        with self.assertRaises(TooLate):
            edit(comment=self.comment, reader=self.rita, text="Late words.", text_version=1, at=week)

    def test_it_names_a_rule(self):
        with self.assertRaisesMessage(Refused, "Say which rule"):
            self.decide("ask")

    # Pass on

    def test_passed_on_it_leaves_the_queue_and_only_who_may_decides(self):
        self.report()
        self.decide("pass", passed_to="legal", note="Names a witness.")
        self.assertEqual(list(Card.objects.values_list("passed_to", "legal")), [("legal", True)])
        with self.assertRaisesMessage(NotAllowed, "the lawyer"):
            self.decide("keep")
        self.decide("remove", moderator=self.ada, rule=self.abuse)
        self.assertFalse(Card.objects.exists())
        self.assertEqual(self.told(self.rita), ["Your comment was removed"])

    def test_to_whom_has_to_be_said(self):
        with self.assertRaisesMessage(Refused, "Say whom"):
            self.decide("pass")

    # The log

    def test_a_check_that_holds_stands_in_the_log(self):
        cast.comment(self.story, self.rita, "https://a.example https://b.example https://c.example")
        made = Decision.objects.get()
        self.assertEqual((made.moderator, made.check_name, made.action), (None, "links", "hold"))

    def test_what_a_check_held_at_the_door_and_was_edited_there_appears_when_it_is_kept(self):
        reply = cast.comment(
            self.story, self.ravi, "https://a.example https://b.example https://c.example", parent=self.comment
        )
        self.assertEqual(self.told(self.rita), [])
        edit(comment=reply, reader=self.ravi, text="See https://a.example first.", text_version=1)
        decide(comment=reply, moderator=self.mo, action="keep", version_seen=2)
        self.assertTrue([subject for subject in self.told(self.rita) if subject.startswith("A reply to your comment")])

    def test_an_edit_makes_it_unread(self):
        self.decide("keep")
        self.assertIsNotNone(self.comment.read_at)
        self.assertFalse(Card.objects.exists())
        edit(comment=self.comment, reader=self.rita, text="Other words.", text_version=1)
        self.comment.refresh_from_db()
        self.assertIsNone(self.comment.read_at)
        self.assertTrue(Card.objects.get().unread)

    def test_what_nobody_read_in_a_week_waits_no_more(self):
        self.assertEqual(lapse(at=timezone.now() + timedelta(days=6)), 0)
        self.assertEqual(lapse(at=timezone.now() + timedelta(days=8)), 1)
        self.assertFalse(Card.objects.exists())
        self.assertTrue(Comment.objects.get().is_visible)
