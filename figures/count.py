"""Count what is not a matter of days: what waits now, what came in hour by hour today."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.utils.module_loading import import_string

from comments.models import Comment
from moderation.models import Card, Decision, Report


def by_hour(span):
    """Return what came in in each hour of the one day of the span: comments, what was held, reports."""
    holds = Decision.objects.standing().filter(action=Decision.Action.HOLD)
    return {
        "comments": spread(span, Comment.objects, "posted_at", "article__section"),
        "held": spread(span, holds, "decided_at", "comment__article__section"),
        "reports": spread(span, Report.objects, "reported_at", "comment__article__section"),
    }


def spread(span, rows, field, section):
    return span.spread(rows.filter(**span.within(field), **span.of_section(section)), field)


@dataclass(frozen=True)
class Backlog:
    number: int
    reported: int
    held: int
    median: timedelta | None
    late: timedelta | None  # 19 of 20 have waited less


def backlog(span):
    """Return how much waits now, and for how long it has. What is only unread waits for nobody."""
    cards = Card.objects.filter(**span.of_section("section"))
    waits = cards.filter(is_new=False)
    # Each by its own index, as the queue counts them.
    counts = {"number": waits.count(), **{kind: cards.of_kind(kind).count() for kind in ("reported", "held")}}
    since = waits.order_by("-since", "-pk").values_list("since", flat=True)  # who has waited shortest comes first
    at_rank = [since[rank(counts["number"], part)] if counts["number"] else None for part in (50, 95)]
    median, late = [begun and max(span.at - begun, timedelta()) for begun in at_rank]
    return Backlog(**counts, median=median, late=late)


def rank(number, percent):
    """Return the place, from 0, of the first below or at which so many of a hundred are."""
    return max(0, -(-number * percent // 100) - 1)


def more(span):
    """Return what other rooms add (settings.FIGURES_MORE): what it is, and how much, in words or a number."""
    return [row for path in settings.FIGURES_MORE for row in import_string(path)(span)]
