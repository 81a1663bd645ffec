"""What follows for fronts and banner when a story or a photo has changed (named in settings.AFTER_STORY_CHANGE and
settings.AFTER_PHOTO_CHANGE)."""

from pagecache.move import move

from .models import Banner, Slot
from .photos import purge_photos


def story_changed(article):
    """The banner leads to its story, and a slot shows a photo for it, only while the story is public."""
    if Banner.objects.filter(article=article, taken_down=False).exists():
        move("paper")
    purge_photos(article=article)


def photo_changed(photo):
    """A front that has the photo in the place of a story's own shows it as it is now, or not at all."""
    if Slot.objects.live().filter(own_photo=photo).exists():
        move("fronts")
