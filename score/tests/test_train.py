"""Learning from decisions: what counts, what is taken, what is told."""

from datetime import timedelta
from io import StringIO
from unittest.mock import patch

from django.core.management import call_command
from django.test import TestCase
from django.utils import timezone

from comments.erase import SENTENCE
from moderation.models import Decision
from newsroom.tests import cast
from score.cases import decided
from score.force import forget, model_in_force
from score.models import Score, Scorer, Training
from score.starter import starter
from score.train import store, train

from . import rows


class TrainTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)

    def train(self, **facts):
        with self.captureOnCommitCallbacks(execute=True):
            return train(**facts)

    def test_without_decisions_the_starter_stays_and_says_why(self):
        training = self.train()
        self.assertFalse(training.taken)
        self.assertIn("There are 0 decisions", training.why)
        self.assertIsNone(Scorer.objects.first())

    def test_with_decisions_of_one_kind_the_starter_stays(self):
        rows.decisions(self, 60, every=61)
        training = self.train()
        self.assertFalse(training.taken)
        self.assertIn("of either kind", training.why)

    def test_what_this_newsroom_removes_is_learned(self):
        waits = cast.comment(self.story, self.ravi, "Such a wazzock wrote this")
        before = model_in_force().score("You wazzock"), Score.objects.get(comment=waits)
        rows.decisions(self, 200)
        training = self.train()
        self.assertTrue(training.taken, training.why)
        self.assertEqual(Scorer.objects.get().training, training)
        self.assertGreater(model_in_force().score("You wazzock"), 2 * before[0])
        again = Score.objects.get(comment=waits)  # what waits is scored by the same measure
        self.assertEqual(again.training, training.pk)
        self.assertGreater(again.value, before[1].value)
        self.assertGreaterEqual(training.facts["quality"]["auc"], training.facts["starter"]["auc"])
        self.assertEqual([number for number, _ in training.facts["curve"]], [0, 100, 120])
        self.client.force_login(self.ada)
        self.assertContains(self.client.get("/moderation/score/"), "ranks highest among a hundred")

    def test_a_worse_one_is_kept_with_its_reason_and_not_taken(self):
        rows.decisions(self, 60, every=2)
        with patch("score.train.NOISE", -2):  # nothing is better by so much
            training = self.train()
        self.assertFalse(training.taken)
        self.assertIn("worse than the one before", training.why)
        self.assertIsNone(training.weights)
        self.assertIn("quality", training.facts)
        self.assertIsNone(Scorer.objects.first())

    def test_weights_and_words_of_earlier_trainings_are_dropped(self):
        facts = {"taken": True, "why": "", "decisions": 0, "removals": 0, "facts": {"words": {"kept": [["pier", -1]]}}}
        with self.captureOnCommitCallbacks(execute=True):
            first, second = (store(weights=starter(), **facts) for _ in range(2))
        first.refresh_from_db()
        self.assertIsNone(first.weights)
        self.assertEqual(first.facts["words"], {})
        self.assertEqual(Scorer.objects.get().training, second)

    def test_the_command_tells_what_came_of_it(self):
        out = StringIO()
        call_command("train_score", stdout=out)
        self.assertIn("Not taken.", out.getvalue())

    def test_weights_that_cannot_be_read_give_way_to_the_starter(self):
        training = Training.objects.create(weights=b"no", taken=True, why="", decisions=0, removals=0)
        Scorer.objects.create(pk=1, training=training)
        forget()
        self.assertTrue(0 < model_in_force().score("Anything") < 1)


class CasesTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)

    def test_the_latest_decision_on_a_text_counts(self):
        first = rows.decision(self, "So it is", removed=True, at=timezone.now() - timedelta(hours=1))
        again = {"comment": first.comment, "moderator": self.max, "before": "removed", "text": "So it is"}
        Decision.objects.create(action=Decision.Action.KEEP, version=2, **again)
        self.assertEqual([(case.text, case.removed) for case in decided()], [("So it is", 0)])

    def test_what_was_taken_back_passed_on_or_held_is_none(self):
        first = rows.decision(self, "So it is", removed=True)
        facts = {"comment": first.comment, "moderator": self.mo, "before": "visible", "text": "So it is"}
        Decision.objects.create(action=Decision.Action.UNDO, undoes=first, version=2, **facts)
        Decision.objects.create(action=Decision.Action.HOLD, version=3, **facts)
        self.assertEqual(decided(), [])

    def test_an_erased_text_is_learned_from_no_more(self):
        rows.decision(self, SENTENCE, removed=True)
        self.assertEqual(decided(), [])

    def test_only_so_many_of_the_latest_are_learned_from(self):
        rows.decisions(self, 8)
        self.assertEqual([case.text[-1] for case in decided(most=3)], ["5", "6", "7"])
