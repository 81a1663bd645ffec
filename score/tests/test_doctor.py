from django.test import TestCase

from newsroom.tests import cast
from score.doctor import scores, weights
from score.models import Score, Scorer, Training


class DoctorTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)

    def test_a_comment_that_waits_without_a_score_is_found_and_mended(self):
        cast.comment(self.story, self.rita)
        self.assertEqual(scores(False)[0], 0)
        Score.objects.update(text_version=0)
        cast.comment(self.story, self.ravi, "And another.")
        self.assertEqual(scores(False)[:2], (1, 0))
        self.assertEqual(scores(True)[:2], (1, 1))
        self.assertEqual(scores(False)[0], 0)

    def test_weights_that_cannot_be_read_are_told(self):
        self.assertEqual(weights(False)[0], 0)
        training = Training.objects.create(weights=b"no", taken=True, why="", decisions=0, removals=0)
        Scorer.objects.create(pk=1, training=training)
        self.assertEqual(weights(False)[0], 1)
