"""The model in force: loaded once in a process, looked for again once a minute, the same for all."""

import time
from threading import Lock
from typing import NamedTuple

from .model import Model
from .models import Scorer, Training
from .starter import starter
from .weights import Unreadable, unpack

LOOK_AGAIN = 60.0  # seconds


class InForce(NamedTuple):
    """What was found in force; whoever takes it has all of one kind, whatever is forgotten meanwhile."""

    model: Model
    training: int
    is_on: bool
    looked: float


_lock, _kept = Lock(), None


def forget():
    """Look for it anew when it is next needed."""
    global _kept
    _kept = None


def looked_up():
    """Return what is in force, looked up within the last minute."""
    kept = _kept
    if kept and time.monotonic() - kept.looked <= LOOK_AGAIN:
        return kept
    with _lock:
        return renewed(_kept)


def renewed(kept):
    """Look which training is in force, and load its weights if they are not the ones at hand."""
    global _kept
    number, is_on = Scorer.objects.values_list("training", "is_on").first() or (None, False)
    number = number or 0
    model = kept.model if kept and kept.training == number else Model(weights_of(number))
    _kept = InForce(model, number, is_on, time.monotonic())
    return _kept


def weights_of(number):
    """Return the weights of a training; the starter's where they are not there, or cannot be read."""
    packed = Training.objects.filter(pk=number).values_list("weights", flat=True).first() if number else None
    try:
        return unpack(packed) if packed else starter()
    except Unreadable:  # of an earlier form: the doctor tells
        return starter()


def model_in_force():
    return looked_up().model
