"""Whether all that sanctions were to do was done: named in settings.DOCTOR."""

from datetime import timedelta

from django.utils import timezone

from .bulk import carry_on, left
from .models import Sanction

LATE = timedelta(minutes=10)


def unfinished(fix):
    """Whether comments that were to be removed, or put back, with a sanction are."""
    with_comments = Sanction.objects.exclude(batch=None).filter(since__lt=timezone.now() - LATE)
    waiting = [row for row in with_comments.select_related("reader") if left(row).exists()]
    for sanction in waiting if fix else ():
        carry_on.enqueue(sanction.pk, sanction.lifted_by_id or sanction.by_id)
    told = f"{len(waiting)} sanctions have comments left to remove or to put back"
    return len(waiting), len(waiting) if fix else 0, told
