"""Two texts word by word: what of the second is new, and what of the first is gone."""

import re
from difflib import SequenceMatcher

MOST = 4_000_000  # pairs of words that are compared; longer texts differ as a whole
LITTLE = 0.4  # with less of its words in common a text was written anew: word by word nobody could read it
SAME, GONE, NEW = "same", "gone", "new"


def words(text):
    return re.findall(r"\s+|\w+|[^\w\s]", text)


def marked(before, after):
    """Return the pieces of both texts in the order in which to read them: pairs of SAME, GONE or NEW and the text."""
    if before == after:
        return [(SAME, after)] if after else []
    one, other = words(before), words(after)
    if len(one) * len(other) > MOST:
        return [(GONE, before), (NEW, after)]
    found = SequenceMatcher(None, one, other, autojunk=False)
    if shared(found) < LITTLE:
        return [(kind, text) for kind, text in ((GONE, before), (NEW, after)) if text]
    pieces = []
    for kind, i1, i2, j1, j2 in found.get_opcodes():
        if kind == "equal":
            pieces.append((SAME, "".join(one[i1:i2])))
        else:
            pieces += [(GONE, "".join(one[i1:i2])), (NEW, "".join(other[j1:j2]))]
    return [(kind, text) for kind, text in pieces if text]


def shared(found):
    """Return how much of the words of the shorter text stands in the other."""
    kept = sum(
        word.isalnum() for block in found.get_matching_blocks() for word in found.a[block.a : block.a + block.size]
    )
    fewest = min(sum(word.isalnum() for word in side) for side in (found.a, found.b))
    return kept / fewest if fewest else 0
