"""The score's page."""

from django.test import TestCase

from newsroom.tests import cast
from score.models import Scorer, Training
from score.scores import in_force

PAGE = "/moderation/score/"
QUALITY = {
    "number": 100,
    "removed": 20,
    "auc": 0.81,
    "precision": 0.8,
    "recall": 0.3,
    "fifth_precision": 0.6,
    "fifth_recall": 0.6,
}
PART = {"number": 100, "mean": 0.1, "bins": [50, 20, 10, 10, 5, 4, 1], "decided": 10, "removed": 2}
FACTS = {
    "quality": QUALITY,
    "starter": {"auc": 0.7},
    "curve": [[0, 0.7], [100, 0.75], [300, 0.81]],
    "drift": {"week": PART, "before": PART},
    "words": {"removed": [["wazzock", 2.5]], "kept": [["<b>thanks</b>", -1.0]]},
}


class PageTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)

    def setUp(self):
        self.client.force_login(self.ada)

    def test_an_empty_site_is_told_what_it_goes_by(self):
        answer = self.client.get(PAGE)
        self.assertContains(answer, "In shadow")
        self.assertContains(answer, "It has not learned from your decisions yet")

    def test_quality_is_told_in_words_with_charts_and_their_tables(self):
        training = Training.objects.create(taken=True, why="Better.", decisions=500, removals=100, facts=FACTS)
        Scorer.objects.create(pk=1, training=training)
        with self.assertNumQueries(7):
            answer = self.client.get(PAGE)
        self.assertContains(answer, "highest among a hundred, 12 were removed by you.")
        self.assertContains(answer, "<svg", 2)
        self.assertContains(answer, "wazzock")
        self.assertContains(answer, "&lt;b&gt;thanks")
        self.assertNotContains(answer, "style=")

    def test_it_is_switched_on_and_off(self):
        for state in ("on", "shadow"):
            with self.captureOnCommitCallbacks(execute=True):
                self.assertRedirects(self.client.post(PAGE, {"state": state}), PAGE)
            self.assertEqual(in_force(), state == "on")

    def test_it_can_be_told_to_learn_now(self):
        self.client.post(PAGE, {"train": "now"})
        self.assertContains(self.client.get(PAGE), "There are 0 decisions")

    def test_a_text_is_tried_out_and_not_kept(self):
        answer = self.client.post(PAGE, {"text": "You <i>idiot", "parent": ""})
        self.assertContains(answer, "in a hundred")
        self.assertContains(answer, "idiot")
        self.assertContains(answer, "You &lt;i&gt;idiot")

    def test_nothing_to_try_is_said(self):
        self.assertContains(self.client.post(PAGE, {"text": ""}), "Paste a text", status_code=422)

    def test_a_moderator_has_no_business_here(self):
        self.client.force_login(self.mo)
        for state in ({}, {"state": "on"}, {"train": "now"}, {"text": "x"}):
            self.assertEqual(self.client.post(PAGE, state).status_code, 403)
        self.assertFalse(Training.objects.exists())
