from django.test import SimpleTestCase

from score.calibrate import calibrate
from score.model import heat, squeezed
from score.quality import at_the_top, auc, quality
from score.weights import Weights


class QualityTests(SimpleTestCase):
    def test_the_auc_counts_pairs_and_halves_ties(self):
        self.assertEqual(auc([0.9, 0.1], [1, 0]), 1)
        self.assertEqual(auc([0.9, 0.1], [0, 1]), 0)
        self.assertEqual(auc([0.5, 0.5, 0.5], [1, 0, 0]), 0.5)
        self.assertEqual(auc([4, 3, 2, 1], [1, 0, 1, 0]), 0.75)

    def test_of_one_kind_alone_nothing_is_told(self):
        self.assertIsNone(auc([0.1, 0.2], [0, 0]))
        self.assertIsNone(auc([], []))
        self.assertEqual(at_the_top([], []), (None, None))
        self.assertEqual(quality([0.1], [0])["precision"], None)

    def test_precision_and_recall_at_the_top(self):
        scores, removed = list(range(100)), [0] * 95 + [1, 0, 1, 0, 1]
        removed[3] = 1
        self.assertEqual(at_the_top(scores, removed), (0.6, 0.75))


class CalibrationTests(SimpleTestCase):
    def test_the_mean_of_the_probabilities_is_the_share_that_was_removed(self):
        seen = [(place % 10 / 5 - 3, None, int(place % 10 == 9)) for place in range(1000)]
        weights = calibrate(Weights(), seen)
        chances = [squeezed(weights.slope * heat(weights, own, None) + weights.intercept) for own, *_ in seen]
        self.assertAlmostEqual(sum(chances) / 1000, 0.1, places=2)

    def test_of_one_kind_alone_the_weights_stay(self):
        weights = Weights()
        self.assertIs(calibrate(weights, [(0.0, None, 1)] * 5), weights)
