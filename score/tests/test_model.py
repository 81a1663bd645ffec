"""The weights, and what a text is scored by."""

import time

from django.test import SimpleTestCase

from score.because import because
from score.features import folded, words_of
from score.learn import Pace, example, learn
from score.model import Model
from score.starter import EMPTY, FILE, starter
from score.weights import Unreadable, unpack

RUDE, CALM = "You are a stupid idiot, shut up", "The council meets on Tuesday about the new pier."


class WordsTests(SimpleTestCase):
    def test_disguises_are_read_as_the_word(self):
        for typed in ("1d10t", "ídíot", "IDIOT", "i d i o t", "i.d.i.o.t", "id10t"):
            self.assertEqual(words_of(typed), ["idiot"], typed)

    def test_long_runs_are_shortened(self):
        self.assertEqual(folded("sooooo"), "soo")

    def test_any_text_has_a_score(self):
        model = Model(starter())
        for text in ("", " ", "!!!", "😀" * 500, "a" * 2000, "(" * 2000, "\u0301" * 3000, "Ⅻ ﷽ ߷", "x " * 1000):
            self.assertTrue(0 <= model.score(text, text) <= 1, text[:10])


class StarterTests(SimpleTestCase):
    def test_it_knows_rudeness_from_talk(self):
        model = Model(starter())
        self.assertGreater(model.score(RUDE), 10 * model.score(CALM))

    def test_what_is_answered_counts(self):
        model = Model(starter())
        self.assertGreater(model.score("And so do you.", RUDE), model.score("And so do you.", CALM))

    def test_its_file_is_small(self):
        self.assertLess(FILE.stat().st_size, 700_000)

    def test_a_comment_takes_less_than_half_a_millisecond(self):
        model, texts = Model(starter()), [f"{CALM} {RUDE} {place}" for place in range(400)]
        spent = []
        for text in texts:
            begun = time.thread_time()
            model.score(text, CALM)
            spent.append(time.thread_time() - begun)
        self.assertLess(sorted(spent)[200], 0.0005)

    def test_the_words_that_moved_it_are_told_as_they_were_typed(self):
        words = [word for word, weight in because("You IDIOT, the pier is fine", Model(starter())) if weight > 0]
        self.assertEqual(words[0], "IDIOT")


class WeightsTests(SimpleTestCase):
    def test_they_are_the_same_when_unpacked(self):
        again = unpack(starter().pack())
        self.assertAlmostEqual(Model(again).score(RUDE), Model(starter()).score(RUDE), places=3)

    def test_what_is_no_weights_is_refused(self):
        for packed in (b"", b"no\nno", b'{"form": "other", "scale": 1}\n', starter().pack()[:-100]):
            with self.assertRaises(Unreadable):
                unpack(packed)


class LearningTests(SimpleTestCase):
    def test_a_new_word_is_learned(self):
        texts = [(f"what a wazzock {place}", 1) for place in range(20)] + [
            (f"what a pier {place}", 0) for place in range(20)
        ]
        weights = learn([example(*one) for one in texts], begin=EMPTY, pace=Pace(rounds=3, step=0.5))
        self.assertGreater(Model(weights).sum_of("such a wazzock"), Model(weights).sum_of("such a pier"))

    def test_it_is_pulled_towards_what_it_began_with(self):
        texts = [example("what a wazzock", 1)] * 20
        free = learn(texts, begin=starter(), pace=Pace(rounds=3, step=0.1, pull=0))
        held = learn(texts, begin=starter(), pace=Pace(rounds=3, step=0.1, pull=1))
        went = [Model(weights).of_word("wazzock") - Model(starter()).of_word("wazzock") for weights in (free, held)]
        self.assertGreater(went[0], went[1])
        self.assertGreater(went[1], 0)
