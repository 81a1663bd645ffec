"""Calibration rounds: started, answered, told to the team."""

import random
from datetime import timedelta
from unittest.mock import patch

from django.test import TestCase
from django.utils import timezone

from comments.models import Comment
from figures.answer import answer
from figures.models import Answer, Round
from figures.refusals import Closed, NotAllowed, Refused
from figures.result import result
from figures.start import CARDS, close_round, start_round
from moderation.decide import decide
from moderation.models import Decision, Rule
from newsroom.tests import cast


def decided(case, number, rule=None, reader=None, at=None):
    """Post comments and decide on them: removed by the rule, or kept."""
    action = "remove" if rule else "keep"
    for place in range(number):
        text = f"Words {place} about {rule or 'nothing'}."
        comment = cast.comment(case.story, reader or case.rita, text, at=at)
        decide(comment=comment, moderator=case.mo, action=action, rule=rule, note="Secret note.", version_seen=1, at=at)


class Rounds(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)
        cls.dull = Rule.objects.create(code="dull", title="Dullness", text="Do not be dull.", position=2)

    def start(self):
        return start_round(by=self.ada, chance=random.Random(1))


class StartTests(Rounds):
    def test_half_of_twenty_were_removed_by_as_many_rules_as_may_be(self):
        decided(self, 15)
        decided(self, 14, self.abuse)
        decided(self, 2, self.spam)
        decided(self, 1, self.dull)
        cards = self.start().cards.select_related("decision__rule")
        self.assertEqual([card.position for card in cards], list(range(1, CARDS + 1)))
        rules = [card.decision.rule for card in cards]
        self.assertEqual(
            {rule: rules.count(rule) for rule in rules}, {None: 10, self.abuse: 7, self.spam: 2, self.dull: 1}
        )

    def test_where_little_was_removed_more_was_kept(self):
        decided(self, 30)
        decided(self, 2, self.abuse)
        rules = [card.decision.rule for card in self.start().cards.select_related("decision__rule")]
        self.assertEqual((rules.count(None), rules.count(self.abuse)), (18, 2))

    def test_old_decisions_and_what_staff_wrote_are_left_out(self):
        decided(self, 3)
        with self.assertRaisesMessage(Refused, "A round needs 4 comments"):
            self.start()
        decided(self, 5, self.spam, reader=self.nell)
        long_ago = timezone.now() - timedelta(days=91)
        with patch("comments.post.story_as_it_stands") as story:
            story.return_value.comments_mode = "open"
            decided(self, 5, self.abuse, at=long_ago)
        with self.assertRaises(Refused):
            self.start()
        decided(self, 1)
        self.assertEqual(self.start().cards.count(), 4)

    def test_of_a_comment_decided_twice_the_last_counts(self):
        decided(self, 3)
        comment = cast.comment(self.story, self.rita, "Twice.")
        decide(comment=comment, moderator=self.mo, action="remove", rule=self.abuse, version_seen=1)
        decide(comment=comment, moderator=self.max, action="keep", version_seen=2)
        rules = [card.decision.rule for card in self.start().cards.select_related("decision__rule")]
        self.assertEqual(rules, [None] * 4)

    def test_one_round_is_open_at_a_time(self):
        decided(self, 5)
        first = self.start()
        with self.assertRaisesMessage(Refused, "open already"):
            self.start()
        close_round(round=first, by=self.ada)
        close_round(round=first, by=self.ada)
        self.start()
        self.assertEqual(Round.objects.filter(is_open=True).count(), 1)

    def test_only_who_may_starts_and_closes(self):
        decided(self, 5)
        with self.assertRaises(NotAllowed):
            start_round(by=self.mo)
        made = self.start()
        with self.assertRaises(NotAllowed):
            close_round(round=made, by=self.mo)
        self.client.force_login(self.mo)
        self.assertEqual(self.client.post("/moderation/rounds/").status_code, 403)
        self.assertEqual(self.client.post(made.get_absolute_url()).status_code, 403)
        self.assertNotContains(self.client.get("/moderation/rounds/"), "Start a round")


class AnswerTests(Rounds):
    def setUp(self):
        decided(self, 3)
        decided(self, 2, self.abuse)
        self.round = self.start()
        self.cards = list(self.round.cards.select_related("decision__rule"))

    def test_a_card_tells_neither_names_nor_what_was_decided(self):
        self.client.force_login(self.max)
        for card in self.cards:
            page = self.client.get(card.get_absolute_url())
            self.assertContains(page, "Words")
            self.assertContains(page, self.story.headline)
            for word in ("Rita", "Mo<", "Secret", "Kept", "checked"):
                self.assertNotContains(page, word)

    def test_one_goes_from_card_to_card_may_stop_and_go_on(self):
        self.client.force_login(self.max)
        address = self.round.get_absolute_url()
        self.assertContains(self.client.get(address), "Begin")
        self.assertRedirects(self.client.post(f"{address}1/", {"answer": "(keep)"}), f"{address}2/")
        self.assertContains(self.client.get(address), "Go on")
        self.assertRedirects(self.client.post(f"{address}5/", {"answer": "abuse"}), f"{address}2/")
        for position in (2, 3):
            self.client.post(f"{address}{position}/", {"answer": "spam"})
        self.assertNotContains(self.client.get(address), "How far the team agrees")
        self.assertRedirects(self.client.post(f"{address}4/", {"answer": "(keep)"}), address)
        self.assertContains(self.client.get(address), "You have answered all 5 cards")

    def test_an_answer_decides_nothing(self):
        before = list(Comment.objects.order_by("pk").values()), Decision.objects.count()
        for card in self.cards:
            answer(card=card, moderator=self.max, rule=self.spam)
        self.assertEqual((list(Comment.objects.order_by("pk").values()), Decision.objects.count()), before)

    def test_twice_is_once_and_a_later_answer_takes_the_place(self):
        answer(card=self.cards[0], moderator=self.max, rule=self.spam)
        answer(card=self.cards[0], moderator=self.max, rule=self.spam)
        answer(card=self.cards[0], moderator=self.max)
        self.assertIsNone(Answer.objects.get().rule)
        self.client.force_login(self.max)
        self.assertContains(self.client.get(self.cards[0].get_absolute_url()), "checked")

    def test_wrong_input_says_what_to_do(self):
        self.client.force_login(self.max)
        for wrong in ({}, {"answer": ""}, {"answer": "nonsense"}, {"answer": "abuse\0"}):
            response = self.client.post(self.cards[0].get_absolute_url(), wrong)
            if wrong != {"answer": "abuse\0"}:
                self.assertContains(response, "Choose to keep it", status_code=422)
        self.assertEqual(self.client.get(f"{self.round.get_absolute_url()}99/").status_code, 404)

    def test_a_closed_round_takes_no_answers(self):
        close_round(round=self.round, by=self.ada)
        with self.assertRaises(Closed):
            answer(card=self.cards[0], moderator=self.max)
        self.client.force_login(self.max)
        response = self.client.post(self.cards[0].get_absolute_url(), {"answer": "spam"})
        self.assertContains(response, "This round is over: your answer was not noted.", status_code=409)
        self.assertFalse(Answer.objects.exists())

    def test_readers_take_no_part(self):
        with self.assertRaises(NotAllowed):
            answer(card=self.cards[0], moderator=self.rita)


class ResultTests(Rounds):
    def setUp(self):
        decided(self, 3)
        decided(self, 2, self.abuse)
        self.round = self.start()
        self.cards = list(self.round.cards.select_related("decision__rule"))
        for place, card in enumerate(self.cards):
            answer(card=card, moderator=self.mo, rule=None if place < 3 else self.abuse)
            answer(card=card, moderator=self.max, rule=None if place < 2 else self.abuse)
        answer(card=self.cards[2], moderator=self.ada)

    def test_it_tells_how_far_the_team_agrees(self):
        told = result(self.round, self.max)
        self.assertEqual(told["people"], 3)
        self.assertAlmostEqual(told["keep_or_remove"].share, (4 + 1 / 3) / 5)
        self.assertEqual([words for words, _ in told["by_rule"]], ["Keep", "Abuse"])
        self.assertEqual([judged.card.position for judged in told["parted"]], [3])
        self.assertEqual(told["parted"][0].counts, [("Keep", 2), ("Remove: Abuse", 1)])

    def test_ones_own_answers_are_told_to_oneself_alone(self):
        self.assertEqual(result(self.round, self.mo)["own"], (5, 5))
        self.assertEqual(result(self.round, self.max)["own"], (4, 5))
        self.assertEqual(result(self.round, self.ada)["own"], (1, 1))

    def test_nobody_is_named(self):
        self.client.force_login(self.mo)
        page = self.client.get(self.round.get_absolute_url())
        self.assertContains(page, "How far the team agrees")
        self.assertContains(page, "For you alone: on 5 of 5")
        for name in ("Max", "Ada", "Rita"):
            self.assertNotContains(page, name)

    def test_who_has_not_answered_all_sees_it_when_the_round_is_closed(self):
        self.client.force_login(self.ada)
        address = self.round.get_absolute_url()
        self.assertNotContains(self.client.get(address), "How far the team agrees")
        self.assertRedirects(self.client.post(address), address)
        self.assertContains(self.client.get(address), "How far the team agrees")
        self.assertContains(self.client.get(address), "Where opinions part")

    def test_few_queries_tell_it(self):
        self.client.force_login(self.mo)
        with self.assertNumQueries(9):
            self.client.get(self.round.get_absolute_url())
