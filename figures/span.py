"""The time that the numbers are about: so many days up to now, in days, or one in hours."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from django.db.models import Count, TextField
from django.db.models.functions import Cast, Substr
from django.utils import timezone

from articles.models import Section

SPANS = {"today": (1, "Today"), "7": (7, "7 days"), "30": (30, "30 days"), "90": (90, "90 days")}
USUAL = "7"


def midnight(day):
    return timezone.make_aware(datetime.combine(day, time()))


@dataclass(frozen=True)
class Span:
    """So many days, the last of which is not over; on the stories of one section, or of all."""

    days: int
    at: datetime
    section: Section | None = None

    @property
    def today(self):
        return timezone.localdate(self.at)

    @property
    def first_day(self):
        return self.today - timedelta(days=self.days - 1)

    @property
    def start(self):
        return midnight(self.first_day)

    @property
    def end(self):
        """The end of today: what is dated a moment ahead is counted too."""
        return midnight(self.today + timedelta(days=1))

    @property
    def edges(self):
        """When each hour of the one day begins, or each of the days."""
        if self.days > 1:
            return [midnight(self.first_day + timedelta(days=number)) for number in range(self.days)]
        start, end = self.start.astimezone(UTC), self.end
        hours = int((end - start) / timedelta(hours=1))  # 23 or 25 where the clocks change
        return [timezone.localtime(start + timedelta(hours=number)) for number in range(hours)]

    def within(self, field):
        return {f"{field}__gte": self.start, f"{field}__lt": self.end}

    def of_section(self, path):
        return {path: self.section.pk} if self.section else {}

    def spread(self, rows, field):
        """Count rows into the edges of the span, by the time in `field`.

        The database counts them by the minute, as it writes it: to have it tell each row's hour on the paper's clock
        would take longer than all else. Every hour begins with a minute.
        """
        minute = Substr(Cast(field, TextField()), 1, 16)
        counted = rows.order_by().values_list(minute).annotate(Count("pk"))
        begins = [f"{edge.astimezone(UTC):%Y-%m-%d %H:%M}" for edge in self.edges]
        numbers = [0] * len(begins)
        for written, number in counted:
            numbers[bisect_right(begins, written) - 1] += number
        return numbers
