"""What follows when the time of photos without archive rights is over.

The pages lose them by themselves; this brings search, and the caches of others, in step.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from images.models import Photo

from .changed import lock_stories, photo_changed

LOOK_BACK = timedelta(days=3)  # so that a night or two without this is no harm; once more changes nothing


def expire(at=None):
    """Settle the photos that went in the last days, each in a transaction of its own; return how many."""
    at = at or timezone.now()
    gone = Photo.objects.filter(no_archive=True, use_until__lte=at, use_until__gt=at - LOOK_BACK).order_by("pk")
    for photo in gone:
        with transaction.atomic():
            lock_stories(photo)
            photo_changed(photo, at)
    return len(gone)
