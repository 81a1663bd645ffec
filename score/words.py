"""Which words count most either way: of words that several readers used, so that none of them is anybody's own."""

from collections import defaultdict

from . import features
from .features import WORDS

READERS = 5  # used it
LISTED = 20  # either way
SHORTEST = 3  # letters


def most_telling(cases, model):
    """Return {"removed": [[word, weight], ...], "kept": [...]} of words of the texts, the most telling first.

    A word that is mostly written with a capital is likely a name, and is not listed.
    """
    readers, small, written = defaultdict(set), defaultdict(int), defaultdict(int)
    for case in cases:
        for typed in set(WORDS.findall(case.text)):
            if len(typed) >= SHORTEST and typed[0].isalpha():
                word = features.folded(typed.lower())
                if len(readers[word]) < READERS:
                    readers[word].add(case.reader)
                written[word] += 1
                small[word] += typed[0].islower()
    usual = [word for word, who in readers.items() if len(who) >= READERS and 2 * small[word] > written[word]]
    weighed = sorted(((model.of_word(word), word) for word in usual), reverse=True)
    removed = [[word, round(weight, 3)] for weight, word in weighed[:LISTED] if weight > 0]
    kept = [[word, round(weight, 3)] for weight, word in weighed[: -LISTED - 1 : -1] if weight < 0]
    return {"removed": removed, "kept": kept}
