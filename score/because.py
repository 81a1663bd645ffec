"""Why a text has its score: the words that moved it."""

from itertools import pairwise

from . import features
from .features import PAIR, WORDS
from .force import model_in_force


def because(text, model=None):
    """Return [(word, weight)], those that moved the score most first: above 0 towards removal, below 0 towards staying.

    A word has its own weight, that of its pieces, and half of that of each pair in which it stands.
    """
    model = model or model_in_force()
    words, table = features.words_of(text), model.weights.table
    share = features.share(words) * model.weights.slope
    weights = {word: model.of_word(word) for word in words}
    for first, second in set(pairwise(words)):
        half = PAIR * table[features.number("b", f"{first} {second}")] / 2
        weights[first] += half
        weights[second] += half
    typed = as_typed(text)
    found = [(typed.get(word, word), weight * share) for word, weight in weights.items() if word[0] not in "!?"]
    return sorted(found, key=lambda one: -abs(one[1]))


def as_typed(text):
    """Return how each word stands in the text: the first time, as it was typed."""
    typed = {}
    for word in WORDS.findall(text):
        typed.setdefault(features.folded(word.lower()), word)
    return typed
