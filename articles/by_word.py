"""Compare two texts by word, in a time that has an end whatever they are.

What comes out are runs: pairs of a mark and a text. The mark is "+" for what is new, "-" for what is gone, "" for what
stays.
"""

import re
from difflib import SequenceMatcher

STEPS = 1_000_000  # about a quarter of a second: what is not looked at by then is shown as taken out and put in
TOKEN = re.compile(r"\s*(?:https?://\S+|\w+(?:[’'.,\-]\w+)*|[^\w\s])")


class Budget:
    def __init__(self, steps=STEPS):
        self.left = steps

    def take(self, steps):
        self.left -= steps
        return self.left >= 0


def runs(before, after, budget):
    """Return the words of two texts as runs: pairs of a mark and a text."""
    a, b = TOKEN.findall(before), TOKEN.findall(after)
    found = []
    for same, old, new in smoothed(stretches([each.strip() for each in a], [each.strip() for each in b], budget)):
        if same:
            add(found, "", "".join(b[slice(*new)]))
        else:
            add(found, "-", "".join(a[slice(*old)]))
            add(found, "+", "".join(b[slice(*new)]))
    return found


def add(found, mark, text):
    """Add a run. The space before marked words is not of them; between what is gone and what is new there is one."""
    if mark and text and found and (text[0].isspace() or found[-1][0]):
        add(found, "", " ")
    text = text if not mark and found else text.lstrip()
    if text and found and found[-1][0] == mark:
        found[-1] = (mark, found[-1][1] + text)
    elif text:
        found.append((mark, text))


def stretches(a, b, budget):
    """Yield how two lists lie beside each other: whether they are the same there, and from where to where in each."""
    i = j = 0
    for start, other, length in [*matches(a, b, budget), (len(a), len(b), 0)]:
        if i < start or j < other:
            yield False, (i, start), (j, other)
        if length:
            yield True, (start, start + length), (other, other + length)
        i, j = start + length, other + length


def matches(a, b, budget):
    """Return where two lists are the same, in order: from where in each, and how many. difflib's own way, but that it
    ends when the budget does."""
    matcher = SequenceMatcher(None, a, b)
    costs = [0]
    for each in a:
        costs.append(costs[-1] + 1 + len(matcher.b2j.get(each, ())))
    found, left = [], [(0, len(a), 0, len(b))]
    while left:
        alo, ahi, blo, bhi = left.pop()
        if alo == ahi or blo == bhi or not budget.take(costs[ahi] - costs[alo]):
            continue
        start, other, length = matcher.find_longest_match(alo, ahi, blo, bhi)
        if length:
            found.append((start, other, length))
            left += [(alo, start, blo, other), (start + length, ahi, other + length, bhi)]
    return sorted(found)


def smoothed(found):
    """Take one word, or one mark, that stays between two changes into the change: it is read more easily in one."""
    found, smooth = list(found), []
    for number, (same, old, new) in enumerate(found):
        lone = same and old[1] - old[0] == 1 and 0 < number < len(found) - 1
        if smooth and not smooth[-1][0] and (lone or not same):
            smooth[-1] = (False, (smooth[-1][1][0], old[1]), (smooth[-1][2][0], new[1]))
        else:
            smooth.append((same, old, new))
    return smooth
