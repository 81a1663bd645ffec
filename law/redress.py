"""What can be done against a decision, in words and in time."""

from datetime import timedelta

from django.utils import timezone
from django.utils.formats import date_format

from .models import terms

BEYOND = (
    "You can also turn to an out-of-court dispute settlement body that is certified under Article 21 of the Digital "
    "Services Act, or to a court."
)
COURT = "You can also turn to a court."


def until(decided_at, chosen=None):
    """Return the time up to which somebody can appeal."""
    return decided_at + timedelta(days=(chosen or terms()).appeal_days)


def for_author(at):
    return against(at, "If you think that this is wrong")


def for_notifier(at):
    return against(at, "If you think otherwise")


def against(at, lead):
    chosen = terms()
    if not chosen.platform:
        return f"{lead}, write to us. {COURT}"
    day = date_format(timezone.localtime(until(at, chosen)), "j F Y")
    return f"{lead}, you can appeal until {day}, here and free of charge: another person decides. {BEYOND}"
