"""What the score learns from: this newsroom's own decisions, the latest on each text."""

from datetime import datetime
from typing import NamedTuple

from comments.erase import SENTENCE
from moderation.models import KEPT, Decision

from .model import SECOND_LOOK

MOST = 20_000  # the latest; what was decided long ago says less, and a night is short
REMOVED = (Decision.Action.REMOVE, Decision.Action.ASK)


class Case(NamedTuple):
    """A text that was decided on."""

    text: str
    parent: str
    removed: int
    at: datetime
    reader: int


def decided(*, most=MOST):
    """Return the latest decision of a moderator on each text, oldest first. A text that was erased is none."""
    rows = Decision.objects.considered().filter(action__in=REMOVED + KEPT)
    rows = rows.exclude(text=SENTENCE).order_by("-decided_at", "-pk")
    names = ("comment", "text", "comment__parent__text", "action", "decided_at", "comment__reader")
    seen, cases = set(), []
    for comment, text, parent, action, at, reader in rows.values_list(*names).iterator(chunk_size=1000):
        if (comment, hash(text)) in seen:
            continue
        seen.add((comment, hash(text)))
        parent = "" if parent in (None, SENTENCE) else parent[:SECOND_LOOK]
        cases.append(Case(text, parent, int(action in REMOVED), at, reader))
        if len(cases) == most:
            break
    return cases[::-1]
