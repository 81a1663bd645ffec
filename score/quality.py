"""How good a score is at telling what was removed from what was kept."""

TOP = 0.05


def auc(scores, removed):
    """Return how often one of the removed ranks above one of the kept, a tie counting half; None without both."""
    ordered = sorted(zip(scores, removed, strict=True))
    ones = sum(removed)
    zeros = len(ordered) - ones
    if not ones or not zeros:
        return None
    together, at = 0.0, 0
    while at < len(ordered):
        end = at
        while end < len(ordered) and ordered[end][0] == ordered[at][0]:
            end += 1
        rank = (at + 1 + end) / 2  # of each of those that tie
        together += rank * sum(removed for _, removed in ordered[at:end])
        at = end
    return (together - ones * (ones + 1) / 2) / (ones * zeros)


def at_the_top(scores, removed, top=TOP):
    """Return (precision, recall) of the highest share: how much of it was removed, how much of the removed is in it.
    (None, None) where nothing was removed."""
    ones, number = sum(removed), max(1, round(top * len(scores))) if scores else 0
    if not ones:
        return None, None
    highest = sorted(zip(scores, removed, strict=True), key=lambda one: -one[0])[:number]
    found = sum(removed for _, removed in highest)
    return found / number, found / ones


def quality(scores, removed):
    """Return all of it as plain numbers, for a row and a page."""
    precision, recall = at_the_top(scores, removed)
    wide_precision, wide_recall = at_the_top(scores, removed, top=0.2)
    return {
        "number": len(scores),
        "removed": sum(removed),
        "auc": auc(scores, removed),
        "precision": precision,
        "recall": recall,
        "fifth_precision": wide_precision,
        "fifth_recall": wide_recall,
    }
