"""What came of a calibration round, for the team: how far it agrees, and on which cards it does not. Nobody is named,
and nobody compared: how one's own answers stand to the others' is told to oneself alone."""

from collections import Counter
from dataclasses import dataclass

from .agreement import agreement, on
from .models import Answer

KEEP = None  # an answer that names no rule


@dataclass
class Judged:
    card: object
    answers: list  # the titles of the rules by which it would be removed; KEEP
    own: object = ""

    @property
    def counts(self):
        """Return (in words, number) of each answer, the commonest first."""
        return [("Keep" if rule is KEEP else f"Remove: {rule}", n) for rule, n in Counter(self.answers).most_common()]

    @property
    def parts_opinions(self):
        return len(set(self.answers)) > 1

    @property
    def keepers(self):
        return self.answers.count(KEEP)

    @property
    def split(self):
        """Return how far opinions part: least where all but one agree, most where half do."""
        return Counter(self.answers).most_common(1)[0][1] / len(self.answers)


def has_answered_all(round, moderator):
    return not round.cards.exclude(answers__moderator=moderator).exists()


def judged(round, moderator):
    """Return the round's cards with the answers to them. Two queries."""
    cards = round.cards.select_related("decision__rule", "decision__comment__article")
    cards = {card.pk: Judged(card, []) for card in cards.defer(*STORY)}
    for card, rule, who in Answer.objects.filter(card__in=cards).values_list("card", "rule__title", "moderator"):
        cards[card].answers.append(rule)
        if who == moderator.pk:
            cards[card].own = rule
    return list(cards.values())


STORY = [f"decision__comment__article__{name}" for name in ("body", "body_parts")]


def result(round, moderator):
    """Return what the page of the round tells."""
    cards = judged(round, moderator)
    answers = [card.answers for card in cards]
    rules = sorted({rule for given in answers for rule in given} - {KEEP})
    by_rule = [("Keep", on(answers, KEEP)), *[(rule, on(answers, rule)) for rule in rules]]
    return {
        "keep_or_remove": agreement([[rule is KEEP for rule in given] for given in answers]),
        "with_rules": agreement(answers),
        "by_rule": [(words, found) for words, found in by_rule if found],
        "parted": sorted((card for card in cards if card.parts_opinions), key=lambda card: card.split),
        "people": len(set(Answer.objects.filter(card__round=round).values_list("moderator", flat=True))),
        "own": own(cards),
    }


def own(cards):
    """Return on how many cards one answered as most of all did, and on how many there were such: ties are none."""
    same = of = 0
    for card in cards:
        removers = len(card.answers) - card.keepers
        if card.own == "" or len(card.answers) < 2 or removers == card.keepers:
            continue
        of += 1
        same += (card.own is KEEP) == (card.keepers > removers)
    return (same, of) if of else None
