"""How far several people who judged the same things agree: as a share, and beyond what chance would give."""

from collections import Counter
from dataclasses import dataclass


@dataclass(frozen=True)
class Agreement:
    share: float  # of all pairs of answers to the same card, those that are the same
    kappa: float | None  # Fleiss’: 0 is what chance would give, 1 full agreement; none where all gave one answer


def agreement(cards):
    """Return the agreement on `cards`, each the list of the answers to it, or None where nobody can agree.

    Fleiss’ kappa, for cards that may have different numbers of answers. Those with fewer than two say nothing.
    """
    cards = [Counter(answers) for answers in cards if len(answers) > 1]
    if not cards:
        return None
    share = sum(agreed(counts) for counts in cards) / len(cards)
    given = sum(cards, Counter())
    by_chance = sum((number / given.total()) ** 2 for number in given.values())
    kappa = (share - by_chance) / (1 - by_chance) if len(given) > 1 else None
    return Agreement(share, kappa)


def agreed(counts):
    """Return which share of the pairs of answers to one card are the same."""
    number = counts.total()
    return sum(n * (n - 1) for n in counts.values()) / (number * (number - 1))


def on(cards, what):
    """Return the agreement on one answer: of those who gave it, and met another, how many met the same; and the kappa
    of giving it or not. None where nobody gave it."""
    cards = [Counter(answers) for answers in cards if len(answers) > 1]
    met = sum(counts[what] * (counts.total() - 1) for counts in cards)
    if not met:
        return None
    same = sum(counts[what] * (counts[what] - 1) for counts in cards)
    whole = agreement([[answer == what for answer in counts.elements()] for counts in cards])
    return Agreement(same / met, whole.kappa)
