"""When time alone changes what readers see: a story's time comes, a slot expires, an appeal ends."""

from datetime import UTC, datetime

from django.conf import settings
from django.utils.module_loading import import_string

# The versions that move whenever one of those times is set.
CLOCKS = ("fronts", "latest", "paper")
NEVER = float("inf")

_known = ((), 0.0)  # the versions for which it was asked, and the answer


def until(numbers, now):
    """Return the next moment (seconds) after `now` at which a page may change by itself.

    `settings.PAGES_DUE` names the functions that know: `next_due(at)` returns a datetime or None. They are asked again
    only when a clock has moved or the moment is over.
    """
    global _known
    clocks = tuple(numbers.get(name, 0) for name in CLOCKS)
    if _known[0] != clocks or _known[1] <= now:
        at = datetime.fromtimestamp(now, UTC)
        moments = [import_string(path)(at) for path in settings.PAGES_DUE]
        _known = (clocks, min([moment.timestamp() for moment in moments if moment], default=NEVER))
    return _known[1]


def forget():
    global _known
    _known = ((), 0.0)
