"""Count what the moderators' dashboard shows: comments in, what waits, what was decided. All is told from the rows
themselves, but for how many comments came in on days that are over (days.py)."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db.models import Count, Q, Sum
from django.utils.module_loading import import_string

from comments.models import Comment, Hit
from moderation.models import Card, Decision, Report

from .days import missing_days
from .models import Day
from .span import Span, midnight

HELD, REMOVED = Comment.Status.HELD, Comment.Status.REMOVED
# Somebody has to look at it. What is only unread waits for nobody.
WAITS = Q(held=True) | Q(reports__gt=0) | Q(appealed=True) | Q(legal=True) | ~Q(passed_to="")


def comments_in(span):
    """Return how many comments came in, in each hour or on each day of the span."""
    posted = Comment.objects.filter(**span.of_section("article__section"))
    if span.days == 1:
        return span.spread(posted.filter(**span.within("posted_at")), "posted_at")
    known = Day.objects.filter(day__gte=span.first_day, day__lt=span.today, **span.of_section("section"))
    numbers = dict(known.order_by().values_list("day").annotate(Sum("comments")))
    for day in [*missing_days(span.first_day, span.today), span.today]:
        next_day = midnight(day + timedelta(days=1))
        numbers[day] = posted.filter(posted_at__gte=midnight(day), posted_at__lt=next_day).count()
    return [numbers.get(span.first_day + timedelta(days=number), 0) for number in range(span.days)]


def held_in(span):
    """Return how many of the comments that came in waited for a moderator, or do, by when they came in."""
    waiting = Comment.objects.held().filter(**span.within("posted_at"), **span.of_section("article__section"))
    waited = (
        Decision.objects.filter(Q(before=HELD) | Q(action=Decision.Action.HOLD), decided_at__gte=span.start)
        .filter(**span.within("comment__posted_at"), **span.of_section("comment__article__section"))
        .exclude(comment__status=HELD)
    )
    both = span.spread(waiting, "posted_at"), span.spread(waited, "comment__posted_at", of="comment")
    return [sum(numbers) for numbers in zip(*both, strict=True)]


def reported_in(span):
    """Return how many of the comments that came in were reported, by when they came in."""
    reports = Report.objects.filter(reported_at__gte=span.start, **span.within("comment__posted_at"))
    return span.spread(reports.filter(**span.of_section("comment__article__section")), "comment__posted_at", "comment")


@dataclass(frozen=True)
class Backlog:
    number: int
    reported: int
    held: int
    median: timedelta | None
    late: timedelta | None  # 19 of 20 have waited less


def backlog(span):
    """Return how much waits now, and for how long it has."""
    waits = Card.objects.filter(WAITS, **span.of_section("section"))
    told = {"reported": Count("pk", filter=Q(reports__gt=0)), "held": Count("pk", filter=Q(held=True))}
    counts = waits.aggregate(number=Count("pk"), **told)
    since = waits.order_by("-since", "-pk").values_list("since", flat=True)  # who has waited shortest comes first
    at_rank = [since[rank(counts["number"], part)] if counts["number"] else None for part in (50, 95)]
    median, late = [begun and max(span.at - begun, timedelta()) for begun in at_rank]
    return Backlog(**counts, median=median, late=late)


def rank(number, percent):
    """Return the place, from 0, of the one below or at which so many of a hundred are."""
    return max(0, -(-number * percent // 100) - 1)


def by_people(span):
    """Return the decisions of moderators that stand."""
    rows = Decision.objects.standing().filter(moderator__isnull=False, **span.within("decided_at"))
    return rows.exclude(action=Decision.Action.PASS).filter(**span.of_section("comment__article__section"))


def decisions(span):
    """Return how often moderators decided what: (action, the rule's title or None, the moderator's name, number)."""
    rows = by_people(span).order_by().values_list("action", "rule__title", "moderator", "moderator__display_name")
    return [(action, rule, name, n) for action, rule, _, name, n in rows.annotate(Count("pk"))]


def turned_round(span):
    """Return how many decisions to keep or to remove turned round an earlier one: (what was removed was put back, what
    was kept was removed). Whatever was edited meanwhile was not turned round."""
    ends = [Decision.Action.KEEP, Decision.Action.SETTLE, Decision.Action.REMOVE]
    # Each decision moves the comment's version: the first can turn nothing round.
    later = by_people(span).filter(action__in=ends, version__gt=1).order_by()
    later = list(later.values_list("comment", "version", "action", "text_version"))
    earlier = {}
    rows = Decision.objects.standing().filter(moderator__isnull=False, action__in=ends)
    for some in batches({comment for comment, *_ in later}):
        found = rows.filter(comment__in=some).order_by("version")
        for comment, *rest in found.values_list("comment", "version", "action", "text_version"):
            earlier.setdefault(comment, []).append(rest)
    back = removed = 0
    for comment, version, action, text in later:
        last = next((row for row in reversed(earlier[comment]) if row[0] < version), None)
        if last is None:
            continue
        was_removed, removes = last[1] == Decision.Action.REMOVE, action == Decision.Action.REMOVE
        back += was_removed and not removes
        removed += removes and not was_removed and last[2] == text
    return back, removed


def batches(numbers, size=900):
    numbers = sorted(numbers)
    return [numbers[first : first + size] for first in range(0, len(numbers), size)]


def precision(span):
    """Return for each check: its name, the comments that came in and that it found, those of them that a moderator
    decided on, and those of them that were removed."""
    hits = Hit.objects.filter(**span.within("comment__posted_at"), **span.of_section("comment__article__section"))
    different = {"distinct": True}
    decided = Q(comment__read_at__isnull=False) & ~Q(comment__status=HELD)
    return list(
        hits.order_by("check_name")
        .values_list("check_name")
        .annotate(
            found=Count("comment", **different),
            decided=Count("comment", filter=decided, **different),
            removed=Count("comment", filter=decided & Q(comment__status=REMOVED), **different),
        )
    )


def more(span: Span):
    """Return what other rooms add (settings.FIGURES_MORE): what it is, and how much, in words or a number."""
    return [row for path in settings.FIGURES_MORE for row in import_string(path)(span)]
