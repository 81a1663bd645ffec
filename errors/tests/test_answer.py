"""Answering readers who told of an error: the deed, and what they are told."""

from django.core import mail
from django.test import TestCase
from django.utils import timezone

from accounts.models import Message
from articles.models import Article, Correction, SectionLimit
from errors import tell
from errors.addresses import state_address
from errors.answer import answer
from errors.models import ErrorReport
from errors.refusals import Answered, NotAllowed
from newsroom.tests import cast

from .scene import scene, told


class AnswerTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        scene(cls)
        cls.signed = told(cls.story, reader=cls.rita)
        cls.unsigned = told(cls.story, email="ned@example.org", confirmed=True)
        cls.anonymous = told(cls.story)

    def answer(self, *reports, by=None, outcome="corrected", **facts):
        numbers = [report.pk for report in reports]
        return answer(article=self.story, reports=numbers, by=by or self.ed, outcome=outcome, **facts)

    def test_all_who_said_the_same_are_answered_and_told_in_one_go(self):
        Article.objects.filter(pk=self.story.pk).update(released=2)
        self.story.refresh_from_db()
        notice = Correction.objects.create(article=self.story, text="It was 40.")
        self.answer(self.signed, self.unsigned, self.anonymous, words="Four it is.", correction=notice)
        for report in ErrorReport.objects.all():
            self.assertEqual((report.outcome, report.answer, report.answered_by), ("corrected", "Four it is.", self.ed))
            self.assertEqual((report.correction, report.corrected_in), (notice, 2))
        message = Message.objects.get(to=self.rita)
        self.assertEqual(message.address, state_address(self.signed))
        for report in (self.unsigned, self.anonymous):
            for _ in range(2):
                tell.mail_outcome.call(report.pk)
        (letter,) = [each for each in mail.outbox if each.to == ["ned@example.org"] and "You told us" in each.body]
        self.assertIn(state_address(self.unsigned), letter.body)
        for text in (message.text, letter.body):
            self.assertIn("You were right", text)
            self.assertIn("Four it is.", text)
            self.assertIn(self.story.headline, text)

    def test_what_is_right_as_it_stands_leads_to_no_correction(self):
        notice = Correction.objects.create(article=self.story, text="Of something else.")
        self.answer(self.signed, outcome="none", words="The plan says 40.", correction=notice)
        self.signed.refresh_from_db()
        self.assertEqual((self.signed.correction, self.signed.corrected_in), (None, None))
        self.assertIn("right as it stands", Message.objects.get().text)

    def test_an_address_that_was_not_confirmed_is_not_written_to(self):
        report = told(self.story, email="una@example.org")
        mail.outbox.clear()
        self.answer(report)
        self.assertEqual([letter.to for letter in mail.outbox if "una@example.org" in letter.to], [])
        self.assertIsNone(ErrorReport.objects.get(pk=report.pk).told_at)

    def test_a_story_that_was_taken_off_is_not_named(self):
        Article.objects.filter(pk=self.story.pk).update(legal_hold=True)
        self.answer(self.signed)
        self.assertNotIn(self.story.headline, Message.objects.get().text)

    def test_what_is_answered_is_not_answered_again_nor_what_was_chosen_with_it(self):
        self.answer(self.signed, at=timezone.now())
        with self.assertRaisesMessage(Answered, f"Ed answered {self.signed.reference}"):
            self.answer(self.unsigned, self.signed, by=self.ada, outcome="none", words="No.")
        self.unsigned.refresh_from_db()
        self.assertTrue(self.unsigned.is_open)
        self.assertEqual(Message.objects.count(), 1)

    def test_only_editors_answer_and_those_with_limits_in_their_sections(self):
        for person in (self.nell, self.pia, self.mo, self.rita):
            with self.subTest(person), self.assertRaises(NotAllowed):
                self.answer(self.signed, by=person)
        SectionLimit.objects.create(user=self.ed, section=self.sport)
        with self.assertRaises(NotAllowed):
            self.answer(self.signed)
        SectionLimit.objects.create(user=self.ed, section=self.news)
        self.assertEqual(self.answer(self.signed), 1)

    def test_a_report_on_another_story_is_not_answered_with_it(self):
        other = told(cast.story(self, headline="Bridge opens", slug="bridge"))
        with self.assertRaises(NotAllowed):
            self.answer(self.signed, other)
        other.refresh_from_db()
        self.assertTrue(other.is_open)
