"""What follows for fronts and banner when a story has changed (called by settings.AFTER_STORY_CHANGE)."""

from pagecache.move import move

from .models import Banner
from .photos import purge_photos


def story_changed(article):
    """The banner leads to its story, and a slot shows a photo for it, only while the story is public."""
    if Banner.objects.filter(article=article, taken_down=False).exists():
        move("paper")
    purge_photos(article=article)
