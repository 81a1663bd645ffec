"""The checks that look at a comment before it appears. They are named in settings (COMMENT_CHECKS), because the
rooms above this one hold them."""

from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

HOLD, MARK = "hold", "mark"


@dataclass(frozen=True)
class Found:
    """What one check found. `outcome` is HOLD or MARK; `because` is told to the moderator and the author."""

    outcome: str
    because: str
    words: str = ""
    check_name: str = ""


UNPROVED = Found(
    HOLD, "The account is new, and it was sent without the proof that a browser with scripts gives.", check_name="proof"
)


@cache
def _checks(paths):
    return [(path.rsplit(".", 2)[-2], import_string(path)) for path in paths]


def run(*, text, reader, article, at):
    """Run all the checks and return all that they found."""
    found = []
    for name, check in _checks(tuple(settings.COMMENT_CHECKS)):
        for hit in check(text=text, reader=reader, article=article, at=at):
            found.append(Found(hit.outcome, hit.because, hit.words[:200], name))
    return found
