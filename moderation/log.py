"""The log: every decision, by a moderator or by a check, the newest first."""

from dataclasses import dataclass
from datetime import datetime

from .models import Decision

PAGE = 50


@dataclass
class Wanted:
    """Which decisions are asked for."""

    comment: int | None = None
    moderator: int | None = None
    check: str = ""
    action: str = ""
    rule: str = ""
    begins: datetime | None = None
    ends: datetime | None = None


def decisions(wanted):
    """Return the rows of the log that are wanted."""
    named = {
        "comment": wanted.comment,
        "moderator": wanted.moderator,
        "check_name": wanted.check,
        "action": wanted.action,
        "rule__code": wanted.rule,
        "decided_at__gte": wanted.begins,
        "decided_at__lt": wanted.ends,
    }
    rows = Decision.objects.filter(**{name: value for name, value in named.items() if value})
    return rows.select_related("moderator", "rule", "comment__reader", "undone_by").order_by("-pk")


def page(wanted, before=None):
    """Return the next rows behind number `before`, and whether there are more."""
    rows = decisions(wanted)
    rows = list((rows.filter(pk__lt=before) if before else rows)[: PAGE + 1])
    return rows[:PAGE], len(rows) > PAGE


def as_rows(wanted):
    """Yield each decision as a row of a table, for an export of any length."""
    for decision in decisions(wanted).iterator(chunk_size=500):
        yield {
            "number": decision.pk,
            "decided_at": decision.decided_at,
            "by": decision.moderator.display_name if decision.moderator else "",
            "check": decision.check_name or "",
            "action": decision.action,
            "passed_to": decision.passed_to or "",
            "undoes": decision.undoes_id,
            "rule": decision.rule.code if decision.rule else "",
            "note": decision.note,
            "comment": decision.comment_id,
            "author": decision.comment.reader.display_name,
            "before": decision.before,
            "text_version": decision.text_version,
            "version": decision.version,
            "text": decision.text,
        }
