"""Learn weights from texts and what became of them: logistic regression, one text after the other, in plain Python.

Each weight has a pace of its own, which slows down the more it has moved (AdaGrad), so that rare words are learned as
well as common ones. What is learned anew is pulled towards the weights that it began with.
"""

import random
from array import array
from dataclasses import dataclass, replace
from math import exp
from operator import add
from typing import NamedTuple

from . import features
from .features import PAIR, PIECE, SIZE, WORD

START = -2.0  # most comments break no rule


@dataclass(frozen=True)
class Pace:
    rounds: int = 5
    step: float = 0.5
    pull: float = 0.001  # towards what it began with


class Example(NamedTuple):
    """One text as it is learned from: features with how much they count, its target from 0 to 1, its importance."""

    words: tuple  # (number, pieces, how much a piece counts) of each word
    pairs: list
    shape: list
    share: float
    target: float
    matters: float


def example(text, target, matters=1.0):
    words = features.words_of(text)
    return Example(
        words=tuple(known_word(word) for word in dict.fromkeys(words)),
        pairs=features.pairs_of(words),
        shape=features.shape_of(text, words),
        share=features.share(words),
        target=float(target),
        matters=float(matters),
    )


def known_word(word, known={}):  # noqa: B006 - texts share the features of their words, or they would fill the memory
    if word not in known:
        if len(known) > 200_000:
            known.clear()
        pieces = array("i", features.pieces_of(word))
        known[word] = (features.word_number(word), pieces, PIECE * len(pieces) ** -0.5 if pieces else 0.0)
    return known[word]


def learn(examples, *, begin, pace, seed=1):
    """Return the weights after learning: `begin` is where they start, and what they are pulled towards."""
    table, prior, moved = list(begin.table), list(begin.table), [1.0] * SIZE
    bias, bias_moved, order = begin.bias, 1.0, list(range(len(examples)))
    together, rounds, biases = [0.0] * SIZE, 0, 0.0
    shuffle = random.Random(seed).shuffle  # noqa: S311 - an order, not a secret
    for turn in range(pace.rounds):
        shuffle(order)
        for place in order:
            one = examples[place]
            off = one.matters * (probability(table, bias, one) - one.target)
            correct(table, prior, moved, one, off, pace)
            bias_moved += off * off
            bias -= pace.step * off * bias_moved**-0.5
        if turn or pace.rounds == 1:  # the mean of the rounds is steadier than the last
            together = list(map(add, together, table))
            rounds, biases = rounds + 1, biases + bias
    return replace(begin, table=array("f", [weight / rounds for weight in together]), bias=biases / rounds)


def probability(table, bias, one):
    weigh, number = table.__getitem__, 0.0
    for word, pieces, much in one.words:
        number += WORD * table[word] + much * sum(map(weigh, pieces))
    number = (number + PAIR * sum(map(weigh, one.pairs))) * one.share + bias
    for place, much in one.shape:
        number += table[place] * much
    return 1 / (1 + exp(-max(-30.0, min(30.0, number))))


def correct(table, prior, moved, one, off, pace):
    """Move each weight that the text touches against the error."""
    step, pull, by = pace.step, pace.pull * one.matters, off * one.share

    def touch(places, slope):
        for place in places:
            weight = table[place]
            wrong = slope + pull * (weight - prior[place])
            moved[place] = so_far = moved[place] + wrong * wrong
            table[place] = weight - step * wrong * so_far**-0.5

    touch([word for word, _, _ in one.words], by * WORD)
    for _, pieces, much in one.words:
        touch(pieces, by * much)
    touch(one.pairs, by * PAIR)
    for place, much in one.shape:
        touch([place], off * much)
