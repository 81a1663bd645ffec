"""What follows when the time of photos has come, or without archive rights is over.

The pages get and lose them by themselves; this brings search, and the caches of others, in step.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from images.models import Photo

from .changed import lock_stories, photo_changed

LOOK_BACK = timedelta(days=3)  # so that a night or two without this is no harm; once more changes nothing


def expire(at=None):
    """Settle the photos that came or went in the last days, each in a transaction of its own; return how many."""
    at = at or timezone.now()
    gone = Q(no_archive=True, use_until__lte=at, use_until__gt=at - LOOK_BACK)
    come = Q(use_from__lte=at, use_from__gt=at - LOOK_BACK)
    photos = Photo.objects.filter(gone | come).order_by("pk")
    for photo in photos:
        with transaction.atomic():
            lock_stories(photo)
            photo_changed(photo, at)
    return len(photos)
