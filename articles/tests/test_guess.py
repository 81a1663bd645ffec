"""What makes a change more than a typo."""

from django.test import SimpleTestCase

from articles.compare import compare
from articles.guess import more_than_a_typo


class Words:
    def text(self, name, facts):
        return str(facts[name])


class GuessTests(SimpleTestCase):
    def signs(self, before, after):
        before, after = ({"headline": "Harbour", "body": f"<p>{body}</p>", "figures": []} for body in (before, after))
        return " ".join(more_than_a_typo(compare(before, after, Words(), ["headline"])))

    def test_a_letter_or_two_are_one(self):
        self.assertEqual(self.signs("The harbuor wall is old.", "The harbour wall is old."), "")
        self.assertEqual(self.signs("Work begin soon.", "Work begins soon."), "")
        self.assertEqual(self.signs("Saint brigid said so.", "Saint Brigid said so."), "")

    def test_figures_and_names_are_not(self):
        self.assertIn("A figure", self.signs("It cost 39 euro.", "It cost 43 euro."))
        self.assertIn("A figure", self.signs("It cost much.", "It cost 43 euro."))
        self.assertIn("A name", self.signs("Said Mr Tarpley then.", "Said Mr Moylette then."))

    def test_nor_is_a_new_sentence(self):
        added = "It rains. Nobody had told the people of the lower town that the wall would wait for another year."
        self.assertIn("More than 8 words", self.signs("It rains.", added))
