"""What goes out next by itself, in order, each with what stands in its way at its own time; and what is late."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import prefetch_related_objects
from django.utils import timezone

from clock.models import JobRun
from clock.runs import last_run
from clock.zone import local_day

from . import timetable
from .late import trouble
from .publish_due import JOB
from .ready import problems
from .schedule import stands_in_the_way

MOST = 100  # items that are looked at in one go


@dataclass
class Line:
    item: timetable.Item
    problems: list  # what stands in its way at its time, a sentence each

    @property
    def day(self):
        return local_day(self.item.at)


@dataclass
class UpNext:
    at: datetime
    until: datetime
    late: list = field(default_factory=list)  # Lines of what should have gone out, or was refused
    to_come: list = field(default_factory=list)
    more: int = 0  # items that are not listed
    trouble: list = field(default_factory=list)  # what is wrong, a sentence each
    last: JobRun | None = None  # when somebody looked last whether anything is due


def up_next(*, hours=24, at=None):
    """Return what goes out in the next hours, and what should have by now."""
    at = at or timezone.now()
    until = at + timedelta(hours=hours)
    items = timetable.items(at, until)
    found = UpNext(at, until, more=max(0, len(items) - MOST), trouble=trouble(at), last=last_run(JOB))
    items = items[:MOST]
    prefetch_related_objects([item.article for item in items if not item.change], "bylines", "figures__photo")
    for item in items:
        line = Line(item, in_the_way(item, at))
        (found.late if item.at <= at else found.to_come).append(line)
    return found


def in_the_way(item, at):
    """Return why an item was refused, or what stands in its way at its time; of what is due, now."""
    if item.error:
        return [item.error]
    time = max(item.at, at)
    found = stands_in_the_way(item.change, item.article, time) if item.change else problems(item.article, time)
    return [str(sentence) for sentence in found]
