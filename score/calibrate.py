"""Make probabilities of sums: how much a text's own sum says, how much that of what it answers, and the usual share."""

from dataclasses import replace

from .model import squeezed

FIRM = 4.0  # how firmly the slope and the parent's part hold to what they were before
ROUNDS = 25


def calibrate(weights, seen):
    """Return the weights with slope, intercept and parent's part fitted to `seen`: [(own sum, the parent's sum or None,
    removed)], which they were not learned from. With removed or kept ones alone they stay as they are."""
    if len({removed for *_, removed in seen}) < 2:
        return weights
    answered = [parent for _, parent, _ in seen if parent is not None]
    rest = sum(answered) / len(answered) if answered else weights.parent_rest
    rows = [((own, 0.0 if parent is None else parent - rest, 1.0), removed) for own, parent, removed in seen]
    prior = [weights.slope, weights.parent, weights.intercept]
    slope, parent, intercept = fitted(rows, prior, [FIRM, FIRM, 0.01])
    return replace(weights, slope=max(slope, 0.05), parent=max(parent, 0.0), intercept=intercept, parent_rest=rest)


def fitted(rows, prior, firm):
    """Return the three numbers of a logistic regression that is held to `prior`: Newton's method."""
    now = list(prior)
    for _ in range(ROUNDS):
        gradient = [firm[i] * (now[i] - prior[i]) for i in range(3)]
        curve = [[firm[i] if i == j else 0.0 for j in range(3)] for i in range(3)]
        for seen, removed in rows:
            chance = squeezed(sum([one * much for one, much in zip(now, seen, strict=True)]))
            for i in range(3):
                gradient[i] += (chance - removed) * seen[i]
                for j in range(3):
                    curve[i][j] += chance * (1 - chance) * seen[i] * seen[j]
        step = solved(curve, gradient)
        longest = max(map(abs, step))
        now = [one - move * min(1.0, 2.0 / max(longest, 1e-9)) for one, move in zip(now, step, strict=True)]
        if longest < 1e-4:
            break
    return now


def solved(matrix, right):
    """Return the solution of three equations."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for i in range(3):
        most = max(range(i, 3), key=lambda j: abs(rows[j][i]))
        rows[i], rows[most] = rows[most], rows[i]
        rows[i] = [value / rows[i][i] for value in rows[i]]
        for j in range(3):
            if j != i:
                rows[j] = [value - rows[j][i] * other for value, other in zip(rows[j], rows[i], strict=True)]
    return [row[3] for row in rows]
