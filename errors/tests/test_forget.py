"""What is kept of those who told of errors, and for how long."""

from datetime import timedelta

from django.test import TestCase
from django.utils import timezone

from errors.answer import answer
from errors.models import ErrorReport
from privacy.erase import erase
from privacy.forget import forget
from privacy.give import errors

from .scene import WORDS, scene, told

NOW = timezone.now()


class ForgetTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        scene(cls)

    def old(self, days, **facts):
        made = told(self.story, network="a" * 32, **facts)
        ErrorReport.objects.filter(pk=made.pk).update(arrived_at=NOW - timedelta(days=days))
        return made

    def test_networks_go_after_thirty_days_and_addresses_that_were_never_confirmed(self):
        old, young = (self.old(days, email="ned@example.org") for days in (31, 29))
        proved = self.old(31, email="una@example.org", confirmed=True)
        forget(at=NOW)
        kept = {each.pk: (each.network, each.email) for each in ErrorReport.objects.all()}
        self.assertEqual(kept[old.pk], (None, ""))
        self.assertEqual(kept[young.pk], ("a" * 32, "ned@example.org"))
        self.assertEqual(kept[proved.pk], (None, "una@example.org"))

    def test_all_of_it_goes_a_year_after_the_answer_and_what_waits_stays(self):
        answered, waits = self.old(900), self.old(900)
        answer(article=self.story, reports=[answered.pk], by=self.ed, outcome="corrected")
        forget(at=NOW + timedelta(days=364))
        self.assertEqual(ErrorReport.objects.count(), 2)
        forget(at=NOW + timedelta(days=366))
        self.assertEqual(ErrorReport.objects.get(), waits)

    def test_a_reader_gets_what_they_told_and_it_goes_with_them(self):
        told(self.story, reader=self.rita, passage="40 metres")
        told(self.story, email=self.rita.email)
        other = told(self.story, email="ned@example.org")
        (given,) = errors(self.rita)
        self.assertEqual((given["words"], given["passage"], given["outcome"]), (WORDS, "40 metres", ""))
        erase(person=self.rita)
        self.assertEqual(ErrorReport.objects.get(), other)
