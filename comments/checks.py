"""The checks that look at a comment before it appears. They are named in settings (COMMENT_CHECKS), because the
rooms above this one hold them."""

from dataclasses import dataclass, replace
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

HOLD, MARK = "hold", "mark"
SHADOW = "shadow"  # found by a rule that is being tried out: neither reader nor moderator sees it


@dataclass(frozen=True)
class Found:
    """What one check found. `outcome` is HOLD, MARK or SHADOW; `because` is told to the moderator and the author,
    `note` to the moderator alone.

    `screening` is the number of the rule that found it, where there is one.
    """

    outcome: str
    because: str
    words: str = ""
    check_name: str = ""
    screening: int | None = None
    note: str = ""


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
            found.append(
                replace(hit, because=hit.because[:200], words=hit.words[:200], check_name=hit.check_name or name)
            )
    return found


def shown(found):
    """Return what may be seen of it."""
    return [hit for hit in found if hit.outcome != SHADOW]
