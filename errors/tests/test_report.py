"""Telling of an error, the deed, and its mails."""

import uuid
from datetime import timedelta

from django.core import mail
from django.db import IntegrityError, transaction
from django.test import TestCase, override_settings
from django.utils import timezone

from articles.models import Article
from errors import tell
from errors.addresses import confirm_address, state_address
from errors.models import ErrorReport
from errors.refusals import Gone, Refused, TooMany
from errors.report import confirm, report

from .scene import WORDS, scene, told


class ReportTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        scene(cls)

    # It works

    def test_it_waits_at_once_with_the_version_that_stood(self):
        Article.objects.filter(pk=self.story.pk).update(released=3)
        made = told(self.story, where="caption", passage="40 metres", name="Ned")
        self.assertEqual(list(ErrorReport.objects.open()), [made])
        self.assertEqual((made.version, made.where, made.passage, made.words), (3, "caption", "40 metres", WORDS))
        self.assertRegex(made.reference, r"^E-\w{8}$")
        self.assertFalse(mail.outbox)

    def test_whoever_gives_an_address_is_asked_once_to_confirm_it(self):
        made = told(self.story, email="Ned@Example.org")
        for _ in range(2):
            tell.mail_receipt.call(made.pk)
        (letter,) = mail.outbox
        self.assertEqual(letter.to, ["ned@example.org"])
        self.assertIn(confirm_address(made), letter.body)
        self.assertNotIn(state_address(made), letter.body)
        self.assertNotIn(WORDS, letter.body)  # it may be the address of somebody else
        self.assertEqual([confirm(report=made), confirm(report=made)], [True, False])

    def test_whoever_has_an_account_gives_no_address(self):
        made = told(self.story, reader=self.rita, email="ned@example.org")
        self.assertEqual((made.reader, made.email), (self.rita, ""))
        tell.mail_receipt.call(made.pk)
        self.assertFalse(mail.outbox)

    # Refused, twice, too often

    def test_what_the_public_does_not_see_takes_none(self):
        later = timezone.now() + timedelta(hours=1)
        for facts in ({"legal_hold": True}, {"embargo_until": later}, {"status": "withdrawn"}, {"status": "draft"}):
            with self.subTest(facts), transaction.atomic():
                Article.objects.filter(pk=self.story.pk).update(**facts)
                with self.assertRaises(Gone):
                    told(self.story)
                transaction.set_rollback(True)
        self.assertFalse(ErrorReport.objects.exists())

    def test_an_account_that_is_not_there_any_more_sends_nothing(self):
        self.rita.is_active = False
        self.rita.save()
        with self.assertRaises(Refused):
            told(self.story, reader=self.rita)

    def test_the_same_form_twice_is_one_report_with_one_mail(self):
        facts = {"form_key": uuid.uuid4(), "words": WORDS, "email": "ned@example.org"}
        first, second = (report(article=self.story, **facts) for _ in range(2))
        self.assertEqual(first.pk, second.pk)

    def test_more_than_is_taken_from_one_place_is_refused(self):
        for kind, facts in (
            ("reader", {"reader": self.rita}),
            ("network", {"network": "a" * 32}),
            ("email", {"email": "ned@example.org"}),
            ("unproved", {"network": "b" * 32, "proved": False}),
        ):
            with self.subTest(kind), override_settings(ERROR_RATES={kind: (1, 3600)}):
                told(self.story, **facts)
                with self.assertRaises(TooMany):
                    told(self.story, **facts)
                told(self.story, at=timezone.now() + timedelta(hours=2), **facts)

    def test_the_database_refuses_an_answer_without_an_outcome(self):
        made = told(self.story)
        for facts in ({"answered_at": timezone.now()}, {"outcome": "none"}):
            with self.assertRaises(IntegrityError), transaction.atomic():
                ErrorReport.objects.filter(pk=made.pk).update(**facts)
