"""Each comment is scored in the transaction of the deed that gives it its text."""

from unittest import mock

from django.test import TestCase

from comments.delete import delete
from comments.edit import edit
from moderation.models import Card
from newsroom.tests import cast
from score.force import forget, looked_up
from score.models import Score, Scorer
from score.scores import comment_changed, in_force, scores_of
from score.switch import NotAllowed, switch

RUDE = "You are a stupid idiot, shut up"


class ScoresTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)

    def test_a_comment_is_scored_when_it_is_posted(self):
        calm, rude = cast.comment(self.story, self.rita), cast.comment(self.story, self.ravi, RUDE)
        with self.assertNumQueries(1):
            scores = scores_of([calm.pk, rude.pk])
        self.assertGreater(scores[rude.pk][0], scores[calm.pk][0])
        self.assertEqual(scores[rude.pk][1], 1)

    def test_an_edit_is_scored_anew(self):
        comment = cast.comment(self.story, self.rita)
        edit(comment=comment, reader=self.rita, text=RUDE, text_version=1)
        self.assertEqual(scores_of([comment.pk])[comment.pk][1], 2)
        self.assertEqual(Score.objects.count(), 1)

    def test_a_deleted_comment_is_not_scored_again(self):
        comment = cast.comment(self.story, self.rita)
        before = scores_of([comment.pk])
        delete(comment=comment, reader=self.rita)
        self.assertEqual(scores_of([comment.pk]), before)

    def test_scoring_is_one_insert(self):
        comment = cast.comment(self.story, self.rita)  # the model is at hand from here on
        with self.assertNumQueries(1):
            comment_changed(comment, at=comment.posted_at)

    def test_in_shadow_no_card_says_anything_of_it(self):
        comment = cast.comment(self.story, self.rita, RUDE)
        self.assertFalse(in_force())
        self.assertNotIn("score", str(Card.objects.get(comment=comment).parts))

    def test_switched_on_it_is_a_part_of_the_risk(self):
        before = cast.comment(self.story, self.rita, RUDE)
        with self.captureOnCommitCallbacks(execute=True):
            switch(on=True, by=self.ada)
        self.assertTrue(in_force())
        after = cast.comment(self.story, self.ravi, RUDE + "!")
        for comment in (before, after):  # what waited already is told anew
            told = str(Card.objects.get(comment=comment).parts)
            self.assertIn("in a hundred", told)
            self.assertNotIn("idiot", told)  # the card may outlive the text

    def test_switched_back_nothing_of_it_is_left(self):
        for on in (True, False, False):
            with self.captureOnCommitCallbacks(execute=True):
                switch(on=on, by=self.ada)
        comment = cast.comment(self.story, self.rita, RUDE)
        self.assertNotIn("score", str(Card.objects.get(comment=comment).parts))
        self.assertEqual(Scorer.objects.count(), 1)

    def test_a_moderator_does_not_switch_it(self):
        with self.assertRaises(NotAllowed):
            switch(on=True, by=self.mo)
        self.assertFalse(Scorer.objects.exists())

    def test_other_processes_know_within_a_minute(self):
        self.assertFalse(in_force())
        Scorer.objects.create(pk=1, is_on=True)
        with mock.patch("score.force.LOOK_AGAIN", -1):
            self.assertTrue(in_force())

    def test_who_is_scoring_while_it_is_switched_goes_on_with_what_they_have(self):
        found = looked_up()
        forget()
        self.assertGreater(found.model.score(RUDE), 0)
