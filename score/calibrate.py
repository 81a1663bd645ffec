"""Make probabilities of sums: how much a sum says, and what the usual share of removals is."""

from dataclasses import replace
from math import log

from .model import heat, squeezed

FIRM = 4.0  # how firmly the slope holds to what it was before
ROUNDS = 30
LONGEST = 2.0  # step


def calibrate(weights, seen):
    """Return the weights with slope and intercept fitted to `seen`: [(own sum, sum of what is answered or None,
    removed)], which they were not learned from. With removed or kept ones alone they stay as they are."""
    if len({removed for *_, removed in seen}) < 2:
        return weights
    answered = [parent for _, parent, _ in seen if parent is not None]
    if answered:
        weights = replace(weights, parent_rest=sum(answered) / len(answered))
    rows = [(heat(weights, own, parent), removed) for own, parent, removed in seen]
    slope, intercept = weights.slope, weights.intercept
    for _ in range(ROUNDS):
        steps = newton(rows, slope, intercept, weights.slope)
        longest = max(map(abs, steps))
        shorter = min(1.0, LONGEST / max(longest, 1e-9))
        slope, intercept = slope - shorter * steps[0], intercept - shorter * steps[1]
        if longest < 1e-4:
            break
    return replace(weights, slope=max(slope, 0.05), intercept=intercept)


def newton(rows, slope, intercept, prior):
    """Return the next step of both towards the likeliest."""
    by_slope, by_intercept = FIRM * (slope - prior), 0.0
    both, of_slope, of_intercept = 0.0, FIRM, 1e-6
    for number, removed in rows:
        chance = squeezed(slope * number + intercept)
        off, bend = chance - removed, chance * (1 - chance)
        by_slope, by_intercept = by_slope + off * number, by_intercept + off
        of_slope, of_intercept = of_slope + bend * number * number, of_intercept + bend
        both += bend * number
    whole = of_slope * of_intercept - both * both
    return (
        (of_intercept * by_slope - both * by_intercept) / whole,
        (of_slope * by_intercept - both * by_slope) / whole,
    )


def losses(weights, seen):
    """Return for each case how surprising what happened to it is by these weights."""
    found = []
    for own, parent, removed in seen:
        chance = squeezed(weights.slope * heat(weights, own, parent) + weights.intercept)
        found.append(-log(max(chance if removed else 1 - chance, 1e-9)))
    return found
