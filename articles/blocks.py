"""A story's body block by block, and which block of one text became which of another."""

import re
from difflib import SequenceMatcher

TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)((?:\"[^\"]*\"|[^\">])*)>", re.IGNORECASE)
VOID = {"br", "hr"}
MOST = 1_000_000  # pairs of blocks that are compared; beyond it a body is taken as a whole
MOST_ALIKE = 40_000  # the same where each pair is weighed


def blocks(html):
    """Return the blocks of a clean body, in their order: paragraphs, crossheads, lists, tables, photos."""
    found, depth, begun = [], 0, 0
    for tag in TAG.finditer(html):
        if depth == 0 and not tag[1]:
            found.append(html[begun : tag.start()])
            begun = tag.start()
        if tag[2].lower() not in VOID:
            depth = max(0, depth - 1) if tag[1] else depth + 1
        if depth == 0:
            found.append(html[begun : tag.end()])
            begun = tag.end()
    found.append(html[begun:])
    return [block.strip() for block in found if block.strip()]


def align(base, other):
    """Return what became of each block of `base` in `other` (a list of blocks: none, one), and what was added before
    each and at the end."""
    became, added = [[] for _ in base], [[] for _ in range(len(base) + 1)]
    for kind, i1, i2, j1, j2 in opcodes(base, other):
        pairs = dict(zip(range(i1, i2), range(j1, j2), strict=True)) if kind == "equal" else {}
        if kind == "replace":
            pairs = {i1 + old: j1 + new for old, new in most_alike(base[i1:i2], other[j1:j2])}
        old_of, place = {new: old for old, new in pairs.items()}, i1
        for new in range(j1, j2):
            if new in old_of:
                became[old_of[new]] = [other[new]]
                place = old_of[new] + 1
            else:
                added[place].append(other[new])
    return became, added


def opcodes(base, other):
    if len(base) * len(other) > MOST:
        return [("replace", 0, len(base), 0, len(other))]
    return SequenceMatcher(None, base, other, autojunk=False).get_opcodes()


def most_alike(old, new):
    """Return the pairs (old, new), in order, as many as there can be, of those that are most alike."""
    if len(old) * len(new) > MOST_ALIKE:
        return list(zip(range(len(old)), range(len(new)), strict=False))
    words = [[set(re.findall(r"\w+", block.lower())) for block in side] for side in (old, new)]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            pair = alike(words[0][i], words[1][j]) + best[i + 1][j + 1]
            best[i][j] = max(pair, best[i + 1][j], best[i][j + 1])
    pairs, i, j = [], 0, 0
    while i < len(old) and j < len(new):
        if best[i][j] == alike(words[0][i], words[1][j]) + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def alike(one, other):
    """Return how many of their words two blocks share; never nothing, so that as many as there can be are paired."""
    return 0.001 + (len(one & other) / len(one | other) if one | other else 1)
