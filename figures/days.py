"""Count the days that are over, once. The dashboard and the usual weather of a section are told from these rows."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from articles.models import Section
from comments.models import Comment
from moderation.models import Report

from .models import Day
from .span import midnight

BACK = 90  # days: what the dashboard shows at most


def close_days(*, at=None):
    """Count each day of the last three months that is over and was not counted; return how many. For the daily work."""
    at = at or timezone.now()
    days = missing_days(timezone.localdate(at) - timedelta(days=BACK), timezone.localdate(at))
    for day in days:
        with transaction.atomic():
            write(day)
    return len(days)


def missing_days(first, end):
    """Return the days from `first` on and before `end` that were not counted."""
    known = set(Day.objects.filter(day__gte=first, day__lt=end).values_list("day", flat=True).distinct())
    days = [first + timedelta(days=number) for number in range((end - first).days)]
    return [day for day in days if day not in known]


def write(day):
    """Write the counts of one day, one row for each section, in the place of those that are there."""
    counts = count_day(day)
    rows = [
        Day(day=day, section_id=section, **counts.get(section, {"comments": 0, "reports": 0}))
        for section in Section.objects.values_list("pk", flat=True)
    ]
    fields = {"unique_fields": ["day", "section"], "update_fields": ["comments", "reports"]}
    Day.objects.bulk_create(rows, update_conflicts=True, **fields)


def count_day(day):
    """Count what came in on one day: {section: {"comments": n, "reports": n}}."""
    start, end = midnight(day), midnight(day + timedelta(days=1))
    comments = Comment.objects.filter(posted_at__gte=start, posted_at__lt=end)
    reports = Report.objects.filter(reported_at__gte=start, reported_at__lt=end)
    counts = {}
    for name, rows, path in (
        ("comments", comments, "article__section"),
        ("reports", reports, "comment__article__section"),
    ):
        for section, number in rows.order_by().values_list(path).annotate(Count("pk")):
            counts.setdefault(section, {"comments": 0, "reports": 0})[name] = number
    return counts
