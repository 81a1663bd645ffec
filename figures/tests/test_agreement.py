"""How far people agree, beside a worked example from the literature."""

from django.test import SimpleTestCase

from figures.agreement import agreement, on

# Fleiss' own kind of example: 14 people put 10 things into 5 boxes; kappa is 0.210.
BOXES = [
    (0, 0, 0, 0, 14),
    (0, 2, 6, 4, 2),
    (0, 0, 3, 5, 6),
    (0, 3, 9, 2, 0),
    (2, 2, 8, 1, 1),
    (7, 7, 0, 0, 0),
    (3, 2, 6, 3, 0),
    (2, 5, 3, 2, 2),
    (6, 5, 2, 1, 0),
    (0, 2, 2, 3, 7),
]


class AgreementTests(SimpleTestCase):
    def test_it_is_what_the_worked_example_says(self):
        cards = [[box for box, number in enumerate(row) for _ in range(number)] for row in BOXES]
        found = agreement(cards)
        self.assertAlmostEqual(found.share, 0.378, 3)
        self.assertAlmostEqual(found.kappa, 0.210, 3)

    def test_full_agreement_is_one_and_chance_is_nought(self):
        self.assertEqual(agreement([["keep", "keep"], ["abuse", "abuse"]]).kappa, 1)
        by_chance = [["keep", "keep"], ["keep", "abuse"], ["abuse", "keep"], ["abuse", "abuse"]]
        self.assertEqual(agreement(by_chance).kappa, 0)

    def test_where_all_gave_one_answer_there_is_no_kappa(self):
        found = agreement([["keep", "keep"], ["keep", "keep", "keep"]])
        self.assertEqual((found.share, found.kappa), (1, None))

    def test_one_person_agrees_with_nobody(self):
        self.assertIsNone(agreement([["keep"], []]))
        self.assertIsNone(on([["keep"]], "keep"))

    def test_a_rule_is_agreed_on_by_those_who_named_it(self):
        cards = [["abuse", "abuse", "keep"], ["keep", "keep", "keep"]]
        # Each of the two who named it met two others, one of whom named it too.
        self.assertEqual(on(cards, "abuse").share, 0.5)
        self.assertIsNone(on(cards, "spam"))
