"""What came of a calibration round, for the team: how far it agrees, and on which cards it does not. Nobody is named,
and nobody compared: how one's own answers stand to the others' is told to oneself alone."""

from collections import Counter
from dataclasses import dataclass, field

from .agreement import agreement, on
from .models import Answer, RoundCard

KEEP = None  # an answer that names no rule
STORY = [f"decision__comment__article__{name}" for name in ("body", "body_parts")]  # what no card shows of it


@dataclass
class Judged:
    card: RoundCard
    by: dict = field(default_factory=dict)  # moderator → the title of the rule by which they would remove it, or KEEP

    @property
    def answers(self):
        return list(self.by.values())

    @property
    def counts(self):
        """Return (in words, number) of each answer, the commonest first."""
        return [("Keep" if rule is KEEP else f"Remove: {rule}", n) for rule, n in Counter(self.answers).most_common()]

    @property
    def parts_opinions(self):
        return len(set(self.answers)) > 1

    @property
    def together(self):
        """Return which share gave the commonest answer."""
        return Counter(self.answers).most_common(1)[0][1] / len(self.answers)


def has_answered_all(round, moderator):
    return not round.cards.exclude(answers__moderator=moderator).exists()


def judged(round):
    """Return the round's cards with the answers to them. Two queries."""
    cards = round.cards.select_related("decision__rule", "decision__comment__article").defer(*STORY)
    cards = {card.pk: Judged(card) for card in cards}
    for card, moderator, rule in Answer.objects.filter(card__in=cards).values_list("card", "moderator", "rule__title"):
        cards[card].by[moderator] = rule
    return list(cards.values())


def result(round, moderator):
    """Return what the page of the round tells this moderator."""
    cards = judged(round)
    answers = [card.answers for card in cards]
    rules = sorted({rule for given in answers for rule in given} - {KEEP})
    by_rule = [("Keep", on(answers, KEEP)), *[(rule, on(answers, rule)) for rule in rules]]
    return {
        "keep_or_remove": agreement([[rule is KEEP for rule in given] for given in answers]),
        "with_rules": agreement(answers),
        "by_rule": [(words, found) for words, found in by_rule if found],
        "parted": sorted((card for card in cards if card.parts_opinions), key=lambda card: card.together),
        "people": len({person for card in cards for person in card.by}),
        "own": own(cards, moderator.pk),
    }


def own(cards, moderator):
    """Return on how many cards one answered as most of all did, and on how many there were such: ties are none."""
    same = of = 0
    for card in cards:
        keepers = card.answers.count(KEEP)
        removers = len(card.by) - keepers
        if moderator not in card.by or len(card.by) < 2 or removers == keepers:
            continue
        of += 1
        same += (card.by[moderator] is KEEP) == (keepers > removers)
    return (same, of) if of else None
