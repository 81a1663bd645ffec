"""Caption a photo: what the picture desk changes in its row reaches every story that shows it."""

from django.db import transaction
from django.utils import timezone

from images import renditions
from images.find import index
from images.models import Photo, PhotoEvent
from images.tasks import make_renditions

from .changed import lock_stories, photo_changed

# What is the picture desk's to change.
WORDS = [field.name for field in Photo._meta.concrete_fields if field.editable and not field.primary_key]


class Overtaken(Exception):
    """Somebody else saved the photo since it was opened: `photo` is what stands now."""

    def __init__(self, photo):
        self.photo = photo
        last = photo.events.select_related("by").first()
        super().__init__(
            f"{last.by if last and last.by else 'Somebody'} changed this photo meanwhile. Nothing of yours is lost: it "
            "stands below. Compare it with what is saved now, and save again."
        )


@transaction.atomic
def caption(*, photo, by=None, version_seen=None, at=None):
    """Save the photo's words, rights and focus; return what was changed as {field: [before, after]}.

    Raises Overtaken when the row was changed since `version_seen`, or else since it was fetched. The pages of all
    stories that show the photo move, and its renditions are made anew if what stands in them was changed.
    """
    lock_stories(photo)
    before = Photo.objects.select_for_update(no_key=True).get(pk=photo.pk)
    if before.version != (photo.version if version_seen is None else version_seen):
        raise Overtaken(before)
    changes = {
        name: [in_json(getattr(before, name)), in_json(getattr(photo, name))]
        for name in WORDS
        if getattr(before, name) != getattr(photo, name)
    }
    if not changes:
        return {}
    photo.version = before.version + 1
    photo.save(update_fields=[*changes, "version"])
    index([photo])
    PhotoEvent.objects.create(photo=photo, deed="caption", by=by, at=at or timezone.now(), changes=changes)
    if changes.keys() & set(renditions.GOES_IN):
        make_renditions.enqueue(photo.pk)
    photo_changed(photo, at)
    return changes


def in_json(value):
    return value.isoformat() if hasattr(value, "isoformat") else value
