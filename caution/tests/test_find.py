"""Caution phrases: how they are found, and how fast."""

import random
import time
from datetime import timedelta

from django.test import TestCase
from django.utils import timezone

from caution.find import Careful, Phrases, find
from caution.words import words
from caution.write import write
from newsroom.tests import cast


def phrases(*texts):
    return Phrases([Careful(n, text, " ".join(words(text)), "", None, "") for n, text in enumerate(texts)])


def found(text, *texts):
    return [row.phrase for row in phrases(*texts).find(text)]


class FindTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)

    def test_capitals_accents_spaces_and_what_nobody_sees_do_not_matter(self):
        for text in (
            "He is Seán Ó Murchú.",
            "SEAN O MURCHU",
            "sean\n  o\u00a0murchu’s house",
            "Se\u00adán Ó\u202fMur\u200bchú",
            "Sea\u0301n-Ó-Murchú",
        ):
            self.assertEqual(found(text, "Seán Ó Murchú"), ["Seán Ó Murchú"], ascii(text))

    def test_whole_words_in_their_order_are_found_alone(self):
        self.assertEqual(found("Unkempton and Kemptons", "Kempton"), [])
        self.assertEqual(found("Street 12, High", "12 High Street"), [])
        self.assertEqual(found("12 High", "12 High Street", "12"), ["12"])

    def test_each_that_is_there_is_told_once_also_one_within_another(self):
        text = "John Smith met John Smith junior."
        self.assertEqual(
            found(text, "John Smith", "John Smith junior", "Smith"), ["John Smith", "Smith", "John Smith junior"]
        )

    def test_what_the_list_says_now_holds_until_its_day_is_over(self):
        at = timezone.now()
        careful = write(by=self.ada, phrase="Kempton", note="Ask the lawyer.", until=timezone.localdate(at))
        texts = [("headline", "Mr Kempton"), ("body", "The Kempton case"), ("tags", "Piers")]
        self.assertEqual(
            [(hit.careful.note, hit.where) for hit in find(texts, at)],
            [("Ask the lawyer.", where) for where in ("headline", "body")],
        )
        self.assertEqual(find(texts, at + timedelta(days=1)), [])
        write(row=careful, by=self.ada, is_on=False)
        self.assertEqual(find(texts, at), [])

    def test_a_list_that_has_not_changed_costs_one_query(self):
        write(by=self.ada, phrase="Kempton", note="Ask.")
        find([])
        with self.assertNumQueries(1):
            find([("body", "Kempton")])

    def test_a_thousand_phrases_in_two_thousand_words_take_no_time(self):
        chance = random.Random(3)
        known = ["".join(chance.choices("abcdefgh", k=5)) for _ in range(4_000)]
        many = phrases(*(" ".join(chance.choices(known, k=3)) for _ in range(1_000)))
        text = " ".join(chance.choices(known, k=1_990)) + " Múrchú " + many.rows[7].phrase
        begun = time.process_time()
        self.assertIn(many.rows[7], many.find(text))
        self.assertLess(time.process_time() - begun, 0.02)
