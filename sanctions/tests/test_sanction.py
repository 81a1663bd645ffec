"""What a moderator does about a reader, and what it does to what the reader does."""

from datetime import timedelta

from django.core import mail
from django.db import IntegrityError, transaction
from django.test import TestCase
from django.utils import timezone

from accounts.models import Message, User
from comments.delete import delete
from comments.edit import edit
from comments.like import like, unlike
from comments.models import Comment
from comments.post import NotAllowed as MayNot
from comments.post import NotYet
from moderation.report import NotAllowed as MayNotReport
from moderation.report import report
from newsroom.tests import cast
from sanctions.acknowledge import acknowledge
from sanctions.models import Note, Sanction
from sanctions.note import note
from sanctions.refusals import Closed, NotAllowed, Refused, SanctionedMeanwhile, StandsAlready

from .cast import act, say, status, town

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class SanctionTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        town(cls)
        cls.others = cast.comment(cls.story, cls.ravi, "What others said.")
        cls.own = cast.comment(cls.story, cls.rita, "What Rita said.")

    def setUp(self):
        self.now = timezone.now()

    def cannot_write(self):
        with self.assertRaises(MayNot) as refused:
            say(self)
        with self.assertRaises(MayNot):
            edit(comment=self.own, reader=self.rita, text="Otherwise.", text_version=1)
        with self.assertRaises(MayNot):
            like(comment=self.others, reader=self.rita)
        with self.assertRaises(MayNotReport):
            report(comment=self.others, reader=self.rita, rule=self.abuse, text_version=1)
        return refused.exception

    # Each kind

    def test_who_is_banned_cannot_comment_edit_like_or_report_and_is_told_why_and_what_to_do(self):
        act(self, "ban", note="Three times.")
        refusal = self.cannot_write()
        for words in ("any more", "Abuse. Attacks on people are not welcome.", "Three times.", "looked at again"):
            self.assertIn(words, str(refusal))
        self.assertEqual(refusal.address, Sanction.objects.get().statement)

    def test_who_is_banned_can_still_delete_and_take_likes_back(self):
        like(comment=self.others, reader=self.rita)
        act(self, "ban")
        unlike(comment=self.others, reader=self.rita)
        delete(comment=self.own, reader=self.rita)
        self.assertEqual(status(self.own), "deleted")

    def test_a_suspension_is_over_because_its_time_has_come(self):
        act(self, "suspend", until=self.now + DAY, by=self.mo)
        self.assertIn("until", str(self.cannot_write()))
        with self.assertRaises(MayNot):
            say(self, at=self.now + DAY - timedelta(seconds=1))
        self.assertTrue(say(self, at=self.now + DAY).is_visible)

    def test_of_two_suspensions_the_longer_one_is_told(self):
        act(self, "suspend", until=self.now + HOUR)
        act(self, "suspend", until=self.now + 2 * DAY, seen=1, note="Longer.")
        self.assertIn("Longer.", str(self.cannot_write()))

    def test_comments_that_are_read_first_wait_edits_too_until_the_time_is_over(self):
        act(self, "premod", until=self.now + DAY, by=self.mo)
        waits = say(self)
        self.assertEqual(status(waits), "held")
        self.assertIn("read by a moderator before it appears, until", waits.why_held[0])
        edited = edit(comment=self.own, reader=self.rita, text="Otherwise.", text_version=1)
        self.assertEqual(status(edited), "held")
        self.assertTrue(say(self, "Later.", at=self.now + DAY).is_visible)
        like(comment=self.others, reader=self.rita)

    def test_who_was_warned_reads_the_warning_before_the_next_comment_alone(self):
        warning = act(self, "warn", by=self.mo)
        for deed in (say, lambda case: edit(comment=case.own, reader=case.rita, text="Otherwise.", text_version=1)):
            with self.assertRaises(NotYet) as refused:
                deed(self)
            self.assertEqual(refused.exception.address, f"/me/standing/{warning.pk}/")
        like(comment=self.others, reader=self.rita)
        report(comment=self.others, reader=self.rita, rule=self.abuse, text_version=1)
        for _ in range(2):
            acknowledge(warning=warning, reader=self.rita)
        self.assertTrue(say(self).is_visible)

    def test_nobody_reads_a_warning_for_somebody_else(self):
        acknowledge(warning=act(self, "warn"), reader=self.ravi)
        with self.assertRaises(NotYet):
            say(self)

    def test_nobody_else_is_concerned(self):
        act(self, "ban")
        self.assertTrue(say(self, reader=self.ravi).is_visible)

    def test_the_question_is_one_query_where_there_is_nothing_and_none_about_staff(self):
        from sanctions.standing import standing

        act(self, "premod")
        with self.assertNumQueries(2):
            standing(self.rita, at=self.now)
        with self.assertNumQueries(1):
            standing(self.ravi, at=self.now)
        with self.assertNumQueries(0):
            standing(self.mo, at=self.now)

    # What the reader is told

    def test_the_reader_is_told_on_their_page_and_by_mail_with_reason_and_end(self):
        act(self, "suspend", until=self.now + DAY, note="Play the ball.")
        told = Message.objects.get(to=self.rita)
        self.assertEqual(
            (told.subject, told.address), ("You cannot write here for a while", Sanction.objects.get().statement)
        )
        for words in ("until", "Abuse.", "Play the ball.", "the page with the reasons"):
            self.assertIn(words, told.text)
            self.assertIn(words, mail.outbox[-1].body)
        self.assertNotIn("Ada", told.text)

    # Who may

    def test_moderators_warn_read_first_and_suspend_for_a_week_and_the_rest_is_their_editors(self):
        act(self, "warn", by=self.mo)
        act(self, "premod", by=self.mo, seen=1)
        act(self, "suspend", by=self.mo, seen=2, until=self.now + timedelta(days=7), at=self.now)
        for kind, until in (("ban", None), ("suspend", self.now + timedelta(days=8))):
            with self.assertRaisesMessage(NotAllowed, "ask the moderators’ editor"):
                act(self, kind, by=self.mo, until=until, seen=3)
            act(self, kind, until=until, seen=Sanction.objects.count())

    def test_nobody_else_may(self):
        for person in (self.ravi, self.nell, self.ed, self.pia):
            with self.assertRaises(NotAllowed):
                act(self, by=person)
            with self.assertRaises(NotAllowed):
                note(person=self.rita, by=person, text="Hm.")

    def test_nothing_is_done_about_oneself_or_staff(self):
        for reader, by in ((self.mo, self.mo), (self.max, self.mo), (self.nell, self.ada), (self.ada, self.mo)):
            with self.assertRaises(NotAllowed):
                act(self, reader=reader, by=by)
        boss = User.objects.create_superuser("boss@paper.example", display_name="Boss")
        User.objects.filter(pk=boss.pk).update(is_staff=False)
        with self.assertRaises(NotAllowed):
            act(self, reader=User.objects.get(pk=boss.pk))

    def test_who_joins_the_staff_writes_whatever_stood(self):
        act(self, "ban")
        self.rita.is_staff = True
        self.assertTrue(say(self).is_visible)

    # Wrong, twice

    def test_an_end_in_the_past_or_none_is_refused(self):
        for kind, until in (
            ("suspend", None),
            ("suspend", self.now - HOUR),
            ("ban", self.now + DAY),
            ("warn", self.now),
        ):
            with self.assertRaises(Refused):
                act(self, kind, until=until)

    def test_the_same_form_sent_twice_is_one_sanction_and_one_message(self):
        first, second = act(self, "ban", note="Hm."), act(self, "ban", note="Hm.")
        self.assertEqual(first, second)
        self.assertEqual(Message.objects.filter(to=self.rita).count(), 1)

    def test_who_did_not_see_what_another_did_is_told(self):
        act(self, "warn", by=self.mo)
        with self.assertRaisesMessage(SanctionedMeanwhile, "Mo did something about this reader before you (warned"):
            act(self, "ban")
        self.assertEqual(Sanction.objects.count(), 1)

    def test_what_stands_as_long_is_not_given_again(self):
        act(self, "premod", until=self.now + DAY)
        with self.assertRaises(StandsAlready):
            act(self, "premod", until=self.now + HOUR, seen=1)
        act(self, "premod", seen=1)

    def test_nothing_is_done_about_an_account_that_is_closed(self):
        User.objects.filter(pk=self.rita.pk).update(is_active=False)
        with self.assertRaises(Closed):
            act(self)
        with self.assertRaises(Closed):
            note(person=self.rita, by=self.mo, text="Hm.")

    # The database keeps the promises

    def test_sanctions_and_notes_are_never_changed(self):
        made, written = act(self), note(person=self.rita, by=self.mo, text="Hm.")
        for row in (made, written):
            with self.assertRaises(TypeError):
                row.save()
        with self.assertRaises(TypeError):
            made.delete()

    def test_the_database_refuses_a_number_twice_and_a_suspension_without_end(self):
        act(self)
        facts = {"reader": self.rita, "by": self.mo, "rule": self.abuse}
        for wrong in ({"number": 1, "kind": "ban"}, {"number": 2, "kind": "suspend"}):
            with self.assertRaises(IntegrityError), transaction.atomic():
                Sanction.objects.create(**facts, **wrong)

    def test_a_note_sent_twice_is_one_note(self):
        for _ in range(2):
            note(person=self.rita, by=self.mo, text="Hm.")
        self.assertEqual(Note.objects.count(), 1)
        self.assertEqual(Comment.objects.count(), 2)
