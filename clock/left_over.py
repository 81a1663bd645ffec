"""Begin again the tasks that a worker had in hand when it was killed: nobody else would."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

AFTER = timedelta(minutes=5)  # by when each of them has ended, well or badly, where its worker lives


def begin_again(*, at=None, after=AFTER):
    """Let the worker have them once more, if they do no harm twice (settings.TASKS_BEGUN_AGAIN); return how many."""
    at = at or timezone.now()
    left = DBTaskResult.objects.running().filter(task_path__in=settings.TASKS_BEGUN_AGAIN, started_at__lt=at - after)
    return left.update(status=TaskResultStatus.READY)
