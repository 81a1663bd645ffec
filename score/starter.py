"""The weights with which an empty site begins: learned from open comments that others have labelled."""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

from .calibrate import calibrate
from .learn import START, Pace, example, learn
from .model import SECOND_LOOK, Model
from .weights import Weights, unpack

FILE = Path(__file__).parent / "starter.bin"
PACE = Pace(rounds=5, step=0.5, pull=0.001)

# How much each kind of label matters beside the others (taught).
OTHERS_SCORE, LABEL, REMOVED = 5.0, 1.0, 3.0
AGREED, IN_DOUBT, HARD = 1.0, 0.5, 0.3
EMPTY = Weights(bias=START)


@cache
def starter():
    """Return the weights that come with Newsroom."""
    return unpack(FILE.read_bytes())


def read(paths):
    """Yield each labelled comment of files with one JSON object a line."""
    for path in paths:
        with open(path) as lines:
            for line in lines:
                yield json.loads(line)


def taught(row):
    """Return (target, importance) of a labelled comment: what it is to be scored, and how much that matters.

    Where somebody else's score of the same text is given, it says more than one label: how bad, not only whether. Where
    labels came from people who marked the words (`spans`), the comments were chosen for being toxic; null is one on
    whose words they did not agree. What is neither comes from a file of hard cases.
    """
    labels = row["labels"]
    toxic = labels["toxic"]
    if (score := labels.get("perspective_api")) is not None:
        importance = LABEL * (REMOVED if toxic else 1.0)
        return (OTHERS_SCORE * score**0.7 + importance * bool(toxic)) / (OTHERS_SCORE + importance), (
            OTHERS_SCORE + importance
        )
    if "spans" in row:
        return (1.0, AGREED) if toxic else (0.5, IN_DOUBT)
    return float(bool(toxic)), HARD


def learn_starter(rows, *, seed=1):
    """Return weights learned from labelled comments: [{"text", "parent", "labels", "spans"}, ...].

    The probabilities are fitted on one half of the replies, with weights that were learned without them.
    """
    rows = list(rows)
    examples = [example(row["text"], *taught(row)) for row in rows]
    replies = [place for place, row in enumerate(rows) if row.get("parent")]
    aside = set(replies[::2])
    half = learn([one for place, one in enumerate(examples) if place not in aside], begin=EMPTY, pace=PACE, seed=seed)
    model = Model(half)
    seen = [
        (model.sum_of(row["text"]), model.sum_of(row["parent"][:SECOND_LOOK]), int(bool(row["labels"]["toxic"])))
        for row in (rows[place] for place in sorted(aside))
    ]
    fitted = calibrate(half, seen)
    return replace(
        learn(examples, begin=EMPTY, pace=PACE, seed=seed),
        slope=fitted.slope,
        intercept=fitted.intercept,
        parent_rest=fitted.parent_rest,
    )
