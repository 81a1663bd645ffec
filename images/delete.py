"""Put a photo into the bin, and bring it back. Its row, its file and the log of where it was public stay."""

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from .models import Photo, PhotoEvent
from .uses import in_use


class InUse(Exception):
    """Something shows the photo, or would: `uses` says what."""

    def __init__(self, uses):
        self.uses = uses
        named = ", ".join(map(str, uses[:5])) + (f" and {len(uses) - 5} more" if len(uses) > 5 else "")
        super().__init__(f"The photo is in use: {named}. Take it out there first.")


class NothingToDo(Exception):
    """The photo is in the bin already, or is not."""


class InBin(Exception):
    """A photo that is in the bin was to be used: `photo`."""

    def __init__(self, photo):
        self.photo = photo
        super().__init__(f"Photo {photo.pk}, “{photo}”, is in the bin. Bring it back first, or choose another.")


@transaction.atomic
def delete(*, photo, by, note="", at=None):
    """Put the photo into the bin. Raises InUse while anything shows it, public or not, and NothingToDo."""
    at = at or timezone.now()
    # Who begins to use the photo in this moment is waited for here, and who comes later waits for this (refuse_bin).
    Photo.objects.select_for_update().get(pk=photo.pk)
    if uses := in_use(photo):
        raise InUse(uses)
    if not Photo.objects.filter(pk=photo.pk, deleted_at=None).update(deleted_at=at, version=F("version") + 1):
        raise NothingToDo("This photo is in the bin already.")
    settle(photo, by, "delete", at, note)


@transaction.atomic
def bring_back(*, photo, by, note="", at=None):
    """Take the photo out of the bin. Raises NothingToDo."""
    gone = Photo.objects.filter(pk=photo.pk, deleted_at__isnull=False)
    if not gone.update(deleted_at=None, version=F("version") + 1):
        raise NothingToDo("This photo is not in the bin.")
    settle(photo, by, "bring back", at or timezone.now(), note)


def settle(photo, by, deed, at, note):
    PhotoEvent.objects.create(photo=photo, deed=deed, by=by, at=at, note=note)
    photo.refresh_from_db(fields=["deleted_at", "version"])


def refuse_bin(numbers):
    """Raise InBin if one of these photos is in the bin. Called in the transaction that begins to use them.

    Until that is over none of them is put there. PostgreSQL looks whether the photo is there no sooner than at the end
    of a transaction, so it is locked here, in the way in which it would be then; SQLite has one writer at a time.
    """
    numbers = list(numbers)
    if numbers and connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM images_photo WHERE id = ANY(%s) FOR KEY SHARE", [numbers])
    if photo := Photo.objects.filter(pk__in=numbers, deleted_at__isnull=False).first():
        raise InBin(photo)
