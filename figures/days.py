"""The days that are over, counted once: the dashboard and the usual weather of a section are told from these rows."""

from collections import Counter, defaultdict
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from articles.models import Section

from .models import Day
from .span import midnight
from .tally import tally

BACK = 90  # days: what the dashboard shows at most
LATE = timedelta(minutes=5)  # for so long into the next day something may still be written, or taken back


def open_day(at):
    """Return the day that is not over."""
    return timezone.localdate(at - LATE)


def close_days(*, at=None, first=None):
    """Count each day from `first` on, or of the last three months, that is over and was not counted; return how many.
    For the daily work; and whoever looks at the dashboard before that was done."""
    at = at or timezone.now()
    first = first or timezone.localdate(at) - timedelta(days=BACK)
    days = missing_days(first, open_day(at))
    for day in days:
        write(day)
    return len(days)


def missing_days(first, end):
    """Return the days from `first` on and before `end` that were not counted."""
    known = set(Day.objects.filter(day__gte=first, day__lt=end).values_list("day", flat=True).distinct())
    days = [first + timedelta(days=number) for number in range((end - first).days)]
    return [day for day in days if day not in known]


@transaction.atomic
def write(day):
    """Write the counts of one day, one row for each section, in the place of those that are there."""
    counts = count_day(day)
    sections = Section.objects.values_list("pk", flat=True)
    rows = [Day(day=day, section_id=section, counts=counts[section]) for section in sections]
    Day.objects.bulk_create(rows, update_conflicts=True, unique_fields=["day", "section"], update_fields=["counts"])


def count_day(day):
    return tally(midnight(day), midnight(day + timedelta(days=1)))


def counts_by_day(span):
    """Return {day: Counter} for the days of the span: those that are over from their rows, the rest counted now."""
    close_days(at=span.at, first=span.first_day)  # where the daily work has not been done yet
    counts, now_open = defaultdict(Counter), open_day(span.at)
    rows = Day.objects.filter(day__gte=span.first_day, day__lt=now_open, **span.of_section("section"))
    for day, counted in rows.values_list("day", "counts"):
        counts[day].update(counted)
    day = max(now_open, span.first_day)
    while day <= span.today:
        for section, counted in count_day(day).items():
            if span.section is None or section == span.section.pk:
                counts[day].update(counted)
        day += timedelta(days=1)
    return counts
