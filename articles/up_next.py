"""What goes out next by itself, in order, each with what stands in its way at its own time; and what is late."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import reduce
from operator import or_

from django.db.models import Q, prefetch_related_objects
from django.utils import timezone

from clock.models import JobRun
from clock.runs import last_run
from clock.zone import local_day

from . import timetable, version
from .late import trouble
from .models import Revision
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
    newer = versions_of([item for item in items if item.change])
    stories = [item.article for item in items if not item.change]
    prefetch_related_objects(stories, "bylines", "figures__photo")
    figures = [figure for story in (*stories, *newer.values()) for figure in story.figures.all()]
    prefetch_related_objects([one.photo for one in figures if one.photo.single_use], "uses__article")
    for item in items:
        line = Line(item, in_the_way(item, at, newer))
        (found.late if item.at <= at else found.to_come).append(line)
    return found


def versions_of(items):
    """Return the version that each of these changes brings (version.as_of), by the change's number; and let all that is
    asked of them be known. So many queries, but for one more person who scheduled some."""
    if not items:
        return {}
    people = {}
    for item in items:
        item.change.by = item.change.by and people.setdefault(item.change.by_id, item.change.by)
    prefetch_related_objects([item.article for item in items], "figures", "photo_uses")
    asked = reduce(or_, (Q(article=item.article.pk, number=item.version) for item in items))
    kept = {(row.article_id, row.number): row.facts for row in Revision.objects.filter(asked)}
    facts = [facts_of(item, kept) for item in items]
    rows = version.Rows(*facts)
    return {item.change.pk: version.as_of(item.article, found, rows) for item, found in zip(items, facts, strict=True)}


def facts_of(item, kept):
    found = kept.get((item.article.pk, item.version))
    return version.whole(item.article, found) if found else version.facts_of(item.article, item.version)


def in_the_way(item, at, newer):
    """Return why an item was refused, or what stands in its way at its time; of what is due, now."""
    if item.error:
        return [item.error]
    time = max(item.at, at)
    if item.change:
        found = stands_in_the_way(item.change, item.article, time, newer[item.change.pk])
    else:
        found = problems(item.article, time)
    return [str(sentence) for sentence in found]
