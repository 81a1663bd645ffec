"""Write down that a job ran: its heartbeat."""

from datetime import timedelta

from django.db import transaction

from .models import JobRun

BEATS = timedelta(seconds=30)  # between two notes that a job is alive and that nothing is new
KEEP = timedelta(days=30)


def last_run(name):
    return JobRun.objects.filter(name=name).order_by("-finished_at").first()


@transaction.atomic
def log_run(*, name, started_at, finished_at, done=0, failed=0, detail=""):
    """Add a row. A run in which nothing was done, and as much failed as in the one before, moves that one's end."""
    last = last_run(name)
    if last and not done and not last.done and (last.failed, last.detail) == (failed, detail):
        if finished_at - last.finished_at >= BEATS:
            JobRun.objects.filter(pk=last.pk).update(finished_at=finished_at)
        return
    JobRun.objects.filter(name=name, finished_at__lt=finished_at - KEEP).delete()
    JobRun.objects.create(
        name=name, started_at=started_at, finished_at=finished_at, done=done, failed=failed, detail=detail
    )
