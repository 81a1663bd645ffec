"""What the desk is told where something that was due has not gone out, or nobody looks whether anything is due."""

from datetime import timedelta
from functools import reduce
from operator import or_

from django.db.models import Exists, Q
from django.utils import timezone

from clock.models import JobRun
from clock.zone import countdown

from . import timetable
from .models import Article
from .publish_due import JOB

GRACE = timedelta(minutes=1)  # for which something may be due before it is called late
SILENT = timedelta(minutes=10)

NOT_OUT = "Something that was due has not gone out."


def trouble(at=None):
    """Return what is wrong, a sentence each; an empty list when nothing is. One query where the job runs."""
    at = at or timezone.now()
    asked = JobRun.objects.filter(name=JOB).order_by("-finished_at").annotate(late=any_of(overdue(at)))
    last = asked.values_list("finished_at", "late").first()
    if last is None:  # on a site where nothing was ever due, nobody need have looked
        return [NOT_OUT, "Nobody looks at what is due: publish_due has never run."] if is_anything_late(at) else []
    finished, is_late = last
    found = [NOT_OUT] if is_late else []
    if finished < at - SILENT:
        found.append(f"Nobody looks at what is due: publish_due ran last {countdown(finished, at)}.")
    return found


def overdue(at):
    """Return what has not gone out: stories and changes that are late, and changes that were refused."""
    stories = [rows.filter(goes_out__lte=at - GRACE) for rows in timetable.stories(at)]
    return [*stories, timetable.changes().filter(Q(due_at__lte=at - GRACE) | ~Q(error=""))]


def is_anything_late(at):
    return bool(Article.objects.order_by().annotate(late=any_of(overdue(at))).values_list("late", flat=True).first())


def any_of(querysets):
    return reduce(or_, map(Exists, querysets))
