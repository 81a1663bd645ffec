"""Decide about many comments at once: one reason, one word, and each decision its own."""

import uuid
from typing import NamedTuple

from comments.models import Comment

from .decide import decide
from .models import Decision
from .refusals import Refused
from .undo import undo

MOST = 200


class Outcome(NamedTuple):
    """What came of one of them: its decision, or why there is none."""

    comment: Comment
    decision: Decision | None
    refused: Refused | None = None


def decide_many(*, chosen, moderator, action, rule=None, note="", passed_to=None, at=None):
    """Decide the same about each of `chosen` ({number: the version that was seen}); return an Outcome of each.

    Each is a transaction of its own: what somebody else decided meanwhile is told and left as it is. All that were made
    carry the same `batch`. Raises Refused where there are too many.
    """
    if len(chosen) > MOST:
        raise Refused(f"Please choose {MOST} comments at most.")
    batch, outcomes = uuid.uuid4(), []
    rows = Comment.objects.filter(pk__in=chosen).select_related("article__section", "reader")
    for comment in rows.defer("article__body", "article__body_parts").order_by("pk"):
        facts = {"rule": rule, "note": note, "passed_to": passed_to, "batch": batch, "at": at}
        try:
            made = decide(comment=comment, moderator=moderator, action=action, version_seen=chosen[comment.pk], **facts)
            outcomes.append(Outcome(comment, made))
        except Refused as refused:
            outcomes.append(Outcome(comment, None, refused))
    return outcomes


def undo_many(*, batch, moderator, at=None):
    """Take all decisions of a batch back that still can be; return an Outcome of each."""
    outcomes = []
    for decision in Decision.objects.filter(batch=batch).exclude(action=Decision.Action.UNDO).order_by("pk"):
        try:
            outcomes.append(Outcome(decision.comment, undo(decision=decision, moderator=moderator, at=at)))
        except Refused as refused:
            outcomes.append(Outcome(decision.comment, None, refused))
    return outcomes
