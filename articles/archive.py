"""The archive by day: which days, months and years of the paper there are, as its own clock and calendar have them."""

from calendar import monthrange
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Q
from django.utils import timezone

from .models import Article

MOMENT = timedelta(microseconds=1)
DAY = timedelta(days=1)


def start(day):
    """Return when a day begins where the paper is. Days are 23 and 25 hours long, once a year each."""
    return datetime.combine(day, time.min, timezone.get_default_timezone())


def end(day):
    """Return the last moment of a day."""
    return start(day + DAY) - MOMENT


def day_of(moment):
    return moment and timezone.localdate(moment, timezone.get_default_timezone())


def first_day(after=None):
    """Return the first day with stories (after another), or None."""
    stories = Article.objects.live()
    if after:
        stories = stories.filter(publish_at__gt=end(after))
    return day_of(stories.order_by("publish_at").values_list("publish_at", flat=True).first())


def last_day(before=None):
    """Return the last day with stories (before another), or None."""
    stories = Article.objects.live(until=start(before) - MOMENT if before else None)
    return day_of(stories.order_by("-publish_at").values_list("publish_at", flat=True).first())


def months(year, first, last):
    """Return the months of a year, each by its first day, from the `first` day of the paper to the `last`."""
    found = [date(year, number, 1) for number in range(1, 13)]
    return [month for month in found if end_of_month(month) >= first and month <= last]


def end_of_month(month):
    return month.replace(day=monthrange(month.year, month.month)[1])


def days(month, first, last):
    """Return the days of a month, from the `first` day of the paper to the `last`."""
    found = [month.replace(day=number) for number in range(1, end_of_month(month).day + 1)]
    return [day for day in found if first <= day <= last]


def numbers(spans):
    """Return the number of stories in each span of (first day, last day): by one query, over one index alone."""
    stories = Article.objects.live(until=end(spans[-1][1])).filter(publish_at__gte=start(spans[0][0]))
    counts = {
        f"span_{place}": Count("pk", filter=Q(publish_at__gte=start(first), publish_at__lte=end(last)))
        for place, (first, last) in enumerate(spans)
    }
    return list(stories.aggregate(**counts).values())
