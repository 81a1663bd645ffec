"""The photos that fronts show in the place of their stories' own: they are public for as long as they stand there."""

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from articles.models import Article
from images import renditions
from pagecache.purge import purge_soon

from .models import Slot


def shows_photo(photo, at=None):
    """Tell whether a front shows this photo (asked through settings.SHOWS_PHOTO)."""
    at = at or timezone.now()
    story = Article.objects.live(at).filter(pk=OuterRef("article"))
    slots = Slot.objects.live().filter(Q(until=None) | Q(until__gt=at), Exists(story), own_photo=photo)
    return slots.exists()


def purge_photos(**which):
    """Have the caches in front forget the photos of the live slots `which`: they may be public no more."""
    if settings.PURGE:
        slots = Slot.objects.live().filter(own_photo__isnull=False, **which).select_related("own_photo")
        purge_soon(*(f"photo:{renditions.folder(slot.own_photo)}" for slot in slots))
