"""The model in force: loaded once in a process, looked for again once a minute, the same for all."""

import time
from threading import Lock

from .model import Model
from .models import Scorer, Training
from .starter import starter
from .weights import Unreadable, unpack

LOOK_AGAIN = 60.0  # seconds


class _Force:
    def __init__(self):
        self.lock = Lock()
        self.forget()

    def forget(self):
        self.model, self.training, self.is_on, self.looked = None, None, False, 0.0

    def renewed(self):
        """Look which training is in force, and load its weights if they are not the ones at hand."""
        number, self.is_on = Scorer.objects.values_list("training", "is_on").first() or (None, False)
        number = number or 0
        if self.model is None or number != self.training:
            self.model, self.training = Model(weights_of(number)), number
        self.looked = time.monotonic()


force = _Force()


def weights_of(number):
    """Return the weights of a training; the starter's where they are not there, or cannot be read."""
    packed = Training.objects.filter(pk=number).values_list("weights", flat=True).first() if number else None
    try:
        return unpack(packed) if packed else starter()
    except Unreadable:  # of an earlier form: the doctor tells
        return starter()


def looked_up():
    """Return the force, looked up within the last minute."""
    if force.model is None or time.monotonic() - force.looked > LOOK_AGAIN:
        with force.lock:
            force.renewed()
    return force


def model_in_force():
    return looked_up().model
