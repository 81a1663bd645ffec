"""Sending a legal notice, the deed."""

from datetime import timedelta
from unittest import mock

from django.core import mail
from django.db import IntegrityError, transaction
from django.test import TestCase, override_settings
from django.utils import timezone

from accounts.models import Message
from articles.withdraw import withdraw
from comments.edit import edit
from law import tell
from law.addresses import state_address
from law.models import LawTerms, Letter, Notice
from law.notify import confirm
from law.refusals import Changed, Gone, SentBefore, TooMany
from moderation.models import Card
from moderation.undo import undo

from .scene import LATER, WHY, again, decided, noticed, scene


class NotifyTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        scene(cls)

    def legal(self):
        return Card.objects.of_kind("legal").filter(comment=self.comment).exists()

    def deliver(self):
        for letter in Letter.objects.filter(mailed_at=None):
            tell.mail.call(letter.pk)

    # It works

    def test_a_notice_of_somebody_signed_in_calls_the_moderators_at_once(self):
        notice = noticed(self.comment, notifier=self.ravi, confirmed=False)
        self.assertTrue(self.legal())
        self.assertEqual((notice.email, notice.name), (self.ravi.email, "Ned Nolan"))
        self.assertEqual(notice.due_at - notice.arrived_at, timedelta(hours=24))
        self.assertIn(notice.reference, Message.objects.get(to=self.ravi).text)

    def test_a_notice_without_an_account_is_stored_and_waits_for_its_sender(self):
        notice = noticed(self.comment, confirmed=False)
        self.assertFalse(self.legal())
        self.deliver()
        (letter,) = mail.outbox
        self.assertEqual(letter.to, ["ned@example.org"])
        self.assertIn("/confirm/", letter.body)
        confirm(notice=notice)
        self.assertTrue(self.legal())

    def test_confirming_twice_is_confirming_once(self):
        notice = noticed(self.comment)
        self.assertFalse(confirm(notice=notice))

    def test_the_abuse_of_children_can_be_notified_without_a_name(self):
        notice = noticed(self.comment, law="child", name="", email="", confirmed=False)
        self.assertIsNotNone(notice.confirmed_at)
        self.assertTrue(self.legal())
        self.assertFalse(Letter.objects.exists())

    def test_with_an_address_it_calls_the_moderators_at_once_too_and_gets_a_receipt(self):
        noticed(self.comment, law="child", confirmed=False)
        self.assertTrue(self.legal())
        self.deliver()
        self.assertNotIn("/confirm/", mail.outbox[0].body)

    def test_the_database_refuses_others_without_name_or_good_faith(self):
        for facts in ({"name": ""}, {"email": ""}):
            with self.assertRaises(IntegrityError), transaction.atomic():
                noticed(self.comment, **facts)
        notice = noticed(self.comment)
        with self.assertRaises(IntegrityError), transaction.atomic():
            Notice.objects.filter(pk=notice.pk).update(good_faith=False)

    def test_the_terms_say_when_it_is_due(self):
        LawTerms.objects.create(pk=1, notice_hours=2)
        notice = noticed(self.comment)
        self.assertEqual(notice.due_at - notice.arrived_at, timedelta(hours=2))
        self.assertTrue(notice.is_overdue(timezone.now() + timedelta(hours=3)))

    # What came of it

    def answered(self, notice):
        self.deliver()
        return [letter.body for letter in mail.outbox if "was decided" in letter.subject]

    def test_a_removal_settles_it_and_its_sender_is_told(self):
        notice = noticed(self.comment)
        decision = decided(self.comment, "remove", by=self.mo, rule=self.abuse)
        notice.refresh_from_db()
        self.assertEqual(notice.decision, decision)
        self.assertFalse(self.legal())
        (told,) = self.answered(notice)
        for words in ("The comment was removed", "Abuse", "no program did"):
            self.assertIn(words, told)

    def test_where_the_comment_stays_they_are_told_what_they_can_do(self):
        notice = noticed(self.comment)
        decided(self.comment, "keep", by=self.mo)
        (told,) = self.answered(notice)
        for words in ("The comment stays", "no program did", "you can appeal until", "to a court"):
            self.assertIn(words, told)

    def test_where_it_was_about_an_earlier_text_they_are_told_that_it_was_changed(self):
        notice = noticed(self.comment)
        edit(comment=again(self.comment), reader=self.rita, text="He was accused.", text_version=1)
        decided(self.comment, "keep", by=self.mo)
        (told,) = self.answered(notice)
        page = self.client.get(state_address(notice)).content.decode()
        for words in (told, page):
            self.assertIn("Its author has changed it since", words)
            self.assertNotIn("with what you wrote", words)
            self.assertIn("appeal until", words)

    def test_holding_and_passing_on_settle_nothing(self):
        notice = noticed(self.comment)
        decided(self.comment, "hold", by=self.mo)
        decided(self.comment, "pass", by=self.mo, passed_to="legal")
        notice.refresh_from_db()
        self.assertIsNone(notice.decision)
        self.assertTrue(self.legal())

    @LATER
    def test_what_is_taken_back_is_open_again_and_nobody_was_told(self):
        notice = noticed(self.comment)
        before = Letter.objects.count()
        decision = decided(self.comment, "remove", by=self.mo, rule=self.abuse)
        undo(decision=decision, moderator=self.mo)
        notice.refresh_from_db()
        self.assertIsNone(notice.decision)
        self.assertTrue(self.legal())
        self.assertEqual(Letter.objects.count(), before)

    def test_who_confirms_after_the_removal_is_answered_at_once(self):
        notice = noticed(self.comment, confirmed=False)
        decided(self.comment, "remove", by=self.mo, rule=self.abuse)
        notice.refresh_from_db()
        self.assertIsNone(notice.decision)
        confirm(notice=notice)
        self.assertTrue(notice.upheld)
        self.assertFalse(self.legal())
        self.assertEqual(len(self.answered(notice)), 1)

    def test_the_author_never_learns_who_sent_it(self):
        noticed(self.comment)
        decided(self.comment, "remove", by=self.mo, rule=self.abuse)
        told = " ".join(Message.objects.filter(to=self.rita).values_list("text", flat=True))
        told += self.rita.statements.get().facts
        for words in ("Ned", "ned@", WHY):
            self.assertNotIn(words, told)

    # Twice, too often, too late

    def test_the_same_form_twice_is_one_notice(self):
        key = noticed(self.comment).form_key
        with mock.patch("uuid.uuid4", return_value=key):
            noticed(self.comment)
        self.assertEqual(Notice.objects.count(), 1)

    def test_an_account_sends_one_notice_for_each_law_and_text(self):
        noticed(self.comment, notifier=self.ravi)
        with self.assertRaises(SentBefore):
            noticed(self.comment, notifier=self.ravi)
        noticed(self.comment, notifier=self.ravi, law="privacy")

    @override_settings(NOTICE_RATES={"network": (3, 3600), "unproved": (2, 3600), "email": (9, 86400)})
    def test_more_than_a_few_from_one_network_are_refused_and_again_taken_later(self):
        for number in range(2):
            noticed(self.comment, network="n", proved=False, email=f"n{number}@example.org")
        with self.assertRaises(TooMany):
            noticed(self.comment, network="n", proved=False)
        noticed(self.comment, network="n", proved=True)
        with self.assertRaises(TooMany):
            noticed(self.comment, network="n", proved=True)
        noticed(self.comment, network="other", proved=True)
        noticed(self.comment, network="n", at=timezone.now() + timedelta(hours=2))

    @override_settings(NOTICE_RATES={"email": (2, 86400), "network": (99, 1), "unproved": (99, 1)})
    def test_nobody_is_flooded_with_letters(self):
        for network in ("a", "b"):
            noticed(self.comment, network=network)
        with self.assertRaises(TooMany):
            noticed(self.comment, network="c", email="NED@example.org")

    def test_a_hundred_unconfirmed_ones_call_nobody(self):
        for number in range(100):
            noticed(self.comment, network=str(number), email=f"n{number}@example.org", confirmed=False)
        self.assertFalse(self.legal())
        self.assertEqual(Notice.objects.open().count(), 0)

    def test_what_cannot_be_seen_is_not_there(self):
        decided(self.comment, "remove", by=self.mo, rule=self.abuse)
        with self.assertRaises(Gone):
            noticed(self.comment)
        other = again(self.comment)
        decided(other, "keep", by=self.mo)
        withdraw(article=self.story, by=self.ed, note="Gone.")
        with self.assertRaises(Gone):
            noticed(other)

    def test_a_text_that_was_edited_meanwhile_is_read_again(self):
        self.comment.text_version = 7
        with self.assertRaises(Changed):
            noticed(self.comment)
