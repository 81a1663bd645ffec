from django.test import SimpleTestCase
from django.utils import timezone

from score.cases import Case
from score.model import Model
from score.starter import starter
from score.words import most_telling


class WordsTests(SimpleTestCase):
    def listed(self, text, readers):
        cases = [Case(text, "", 1, timezone.now(), reader) for reader in readers]
        told = most_telling(cases, Model(starter()))
        return {word for word, _ in told["removed"] + told["kept"]}

    def test_a_word_of_five_readers_is_listed(self):
        self.assertIn("idiot", self.listed("what an idiot", range(5)))

    def test_a_word_of_fewer_is_not_however_often_they_say_it(self):
        self.assertEqual(self.listed("what an idiot", [1, 2, 3, 4] * 10), set())

    def test_names_are_not(self):
        self.assertNotIn("zuzperson", self.listed("said Zuzperson there", range(9)))
