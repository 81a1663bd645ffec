"""Score a text: how likely a moderator is to remove it, from 0 to 1. Plain Python, a fraction of a millisecond."""

from math import exp, log

from . import features
from .features import PAIR, PIECE, WORD

REMEMBERED = 50_000  # words
SECOND_LOOK = 400  # characters of what is answered


def squeezed(number):
    """Return the probability of a sum."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, number))))


class Model:
    """Weights, with what each word of the last texts adds: most texts are made of words that were seen before."""

    def __init__(self, weights):
        self.weights = weights
        self.known = {}

    def of_word(self, word):
        """Return what a word and its pieces weigh."""
        weight = self.known.get(word)
        if weight is None:
            table, pieces = self.weights.table, features.pieces_of(word)
            weight = WORD * table[features.word_number(word)]
            if pieces:
                weight += PIECE * len(pieces) ** -0.5 * sum([table[piece] for piece in pieces])
            if len(self.known) >= REMEMBERED:
                self.known.clear()
            self.known[word] = weight
        return weight

    def sum_of(self, text):
        """Return what all that stands in a text weighs together."""
        words, table = features.words_of(text), self.weights.table
        together = sum([self.of_word(word) for word in set(words)])
        together += PAIR * sum([table[pair] for pair in features.pairs_of(words)])
        shape = sum([table[place] * much for place, much in features.shape_of(text, words)])
        return self.weights.bias + together * features.share(words) + shape

    def score(self, text, parent_text=""):
        parent = self.sum_of(parent_text[:SECOND_LOOK]) if parent_text else None
        return squeezed(self.weights.slope * heat(self.weights, self.sum_of(text), parent) + self.weights.intercept)


def heat(weights, own, parent):
    """Return what a text's own sum and that of what it answers come to together: as much as the hotter of the two,
    the other one counting for half. What answers nothing counts as an answer to something usual."""
    parent = weights.parent_rest if parent is None else parent
    return log(exp(min(own, 30.0)) + weights.parent * exp(min(parent, 30.0)) + 1e-9)


def score_text(text, parent_text=""):
    """Return how likely a moderator is to remove the text, from 0 to 1, by the model that is in force."""
    from .force import model_in_force

    return model_in_force().score(text, parent_text)
