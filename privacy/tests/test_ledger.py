"""Whoever was erased stays erased, whatever backup is brought back."""

import json

from django.conf import settings
from django.core import serializers
from django.test import TestCase, override_settings

from accounts.models import User
from comments.models import Comment, Like, Wording
from moderation.models import Report
from newsroom.tests import cast
from privacy import ledger
from privacy.erase import erase, erase_again

from . import canary


class LedgerTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)
        canary.canary(cls)

    def backup(self):
        rows = [*User.objects.filter(pk=self.zuz.pk), *self.zuz.emailaddress_set.all(), *Comment.objects.all()]
        rows += [*Wording.objects.all(), *Like.objects.all(), *Report.objects.all(), *self.zuz.messages_received.all()]
        return serializers.serialize("json", rows)

    def restore(self, copy):
        for row in serializers.deserialize("json", copy):
            row.save()

    def test_nothing_in_it_can_be_read(self):
        erase(person=self.zuz)
        written = ledger.path().read_text()
        self.assertEqual(set(json.loads(written)), {"at", "who", "keep_text"})
        self.assertFalse([word for word in canary.WORDS if word in written])
        self.assertEqual(ledger.path().stat().st_mode & 0o077, 0)

    def test_a_backup_that_is_restored_is_erased_again(self):
        copy = self.backup()
        erase(person=self.zuz)
        self.restore(copy)
        self.assertTrue(User.objects.filter(email=canary.EMAIL).exists())
        self.assertEqual(erase_again(), 1)
        left = canary.words_of(canary.in_tables())
        self.assertEqual(left, set())
        self.assertEqual(erase_again(), 0)

    def test_as_it_was_asked_for_with_the_texts_kept(self):
        copy = self.backup()
        erase(person=self.zuz, keep_text=True)
        self.restore(copy)
        erase_again()
        self.assertEqual(canary.words_of(canary.in_tables()), canary.KEPT)

    def test_somebody_else_with_the_same_number_stays(self):
        erase(person=self.zuz)
        other = User.objects.create(pk=self.zuz.pk, email="other@paper.example", display_name="Other", name_skeleton="")
        self.assertEqual(erase_again(), 0)
        self.assertTrue(User.objects.filter(pk=other.pk).exists())

    def test_a_key_that_was_changed_still_opens_it(self):
        copy = self.backup()
        erase(person=self.zuz)
        self.restore(copy)
        with override_settings(SECRET_KEY="another" * 10, SECRET_KEY_FALLBACKS=[settings.SECRET_KEY]):
            self.assertEqual(erase_again(), 1)

    def test_a_line_that_was_cut_off_is_left(self):
        erase(person=self.zuz)
        with open(ledger.path(), "a") as file:
            file.write('{"at": "2026-')
        self.assertEqual(len(ledger.read()), 1)

    def test_the_server_erases_them_before_it_serves(self):
        from newsroom.web import not_ready

        copy = self.backup()
        erase(person=self.zuz)
        self.restore(copy)
        with override_settings(DEBUG=True):
            self.assertIsNone(not_ready())
        self.assertFalse(User.objects.filter(email=canary.EMAIL).exists())
