"""Block a photo: an agency’s kill, a claim, a mistake. It goes from every page at once, and its renditions with it."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from images.models import Photo, PhotoEvent

from .changed import lock_stories, photo_changed


class NothingToDo(Exception):
    """The photo is blocked already, or is not."""


@transaction.atomic
def block(*, photo, by, reason, at=None):
    """Take the photo off every page. `reason` is for the desk: readers see no trace of the photo."""
    at = at or timezone.now()
    lock_stories(photo)
    taken = Photo.objects.filter(pk=photo.pk, blocked_at=None).update(
        blocked_at=at, blocked_reason=reason, version=F("version") + 1
    )
    if not taken:
        raise NothingToDo("This photo is blocked already.")
    settle(photo, deed="block", by=by, note=reason, at=at)


@transaction.atomic
def unblock(*, photo, by, reason, at=None):
    """Let the photo back onto the pages of the stories that have it."""
    at = at or timezone.now()
    lock_stories(photo)
    freed = Photo.objects.filter(pk=photo.pk, blocked_at__isnull=False).update(
        blocked_at=None, blocked_reason="", version=F("version") + 1
    )
    if not freed:
        raise NothingToDo("This photo is not blocked.")
    settle(photo, deed="unblock", by=by, note=reason, at=at)


def settle(photo, *, at, **event):
    photo.refresh_from_db()
    PhotoEvent.objects.create(photo=photo, at=at, **event)
    photo_changed(photo, at)
