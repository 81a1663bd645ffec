"""Which step is usual next with a reader, told from their record. A suggestion, in words: a moderator decides."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from comments.models import Comment
from moderation.models import Decision

from .models import Sanction
from .words import day

Kind = Sanction.Kind
LATELY, A_YEAR = timedelta(days=90), timedelta(days=365)
DAY, WEEK = timedelta(days=1), timedelta(days=7)
WARN, READ_FIRST = (Kind.WARN, None), (Kind.PREMODERATE, timedelta(days=30))
IN_WORDS = {
    WARN: "warn them",
    READ_FIRST: "have their comments read first for 30 days",
    (Kind.SUSPEND, DAY): "suspend them for a day",
    (Kind.SUSPEND, WEEK): "suspend them for 7 days",
    (Kind.BAN, None): "ban them",
}


@dataclass
class Step:
    because: str
    kind: str = ""  # nothing is suggested
    length: timedelta | None = None

    @property
    def in_words(self):
        return IN_WORDS.get((self.kind, self.length), "")


def next_step(reader, *, at=None):
    """Return the next step of the ladder, and why. Two queries."""
    at = at or timezone.now()
    # What was lifted was a mistake, or is forgiven.
    last = Sanction.objects.filter(reader=reader, since__gt=at - A_YEAR, lifted_at=None).first()
    removed = Decision.objects.standing().filter(
        comment__reader=reader,
        comment__status=Comment.Status.REMOVED,
        action=Decision.Action.REMOVE,
        decided_at__gt=at - LATELY,
    )
    if last:  # what led to it, or went with it, has been answered
        removed = removed.filter(decided_at__gt=last.since)
        removed = removed.exclude(batch=last.batch) if last.batch else removed
    number = removed.values("comment").distinct().count()
    if last and last.kind == Kind.BAN:
        return Step("They are banned.")
    if not number:
        since = "since they were last dealt with" if last else "in the last 90 days"
        return Step(f"No comment of theirs was removed {since}.")
    were = f"{number} comment{' of theirs was' if number == 1 else 's of theirs were'} removed"
    kind, length = after(last)
    if not last:
        return Step(f"{were} in the last 90 days, and nothing was done about them within a year.", kind, length)
    return Step(f"{were} since {day(last.since)}, when they were {last.get_kind_display()}.", kind, length)


def after(last):
    """Return the step that follows the last one."""
    if last is None:
        return WARN
    if last.kind == Kind.WARN:
        return READ_FIRST
    if last.kind == Kind.PREMODERATE:
        return Kind.SUSPEND, DAY
    return (Kind.SUSPEND, WEEK) if last.until - last.since < WEEK - DAY else (Kind.BAN, None)
