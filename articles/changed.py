"""What follows when a story or a photo has changed, in the transaction of the deed that changed it."""

from django.conf import settings
from django.utils.module_loading import import_string

from images import renditions
from images.models import Photo
from pagecache.move import move
from pagecache.purge import purge_soon

from .models import Article
from .settle import settle_times
from .use import log_use


def changed(article, at=None):
    """Settle its time in lists, write down which of its photos are public, move the pages that show it and tell the
    rooms that settings.AFTER_STORY_CHANGE names.

    Each of those takes the article; a mail or a request to another host it hands to a task, after the commit.
    """
    settle_times([article.pk])
    gone = log_use(article, at)
    if article.status not in Article.UNPUBLISHED or article.first_published_at:
        move(*article.page_names)
        if settings.PURGE:
            purge_soon(*(f"photo:{folder}" for folder in folders(article, gone)))
    for path in settings.AFTER_STORY_CHANGE:
        import_string(path)(article)


def lock_stories(photo):
    """Lock the stories that have the photo, before the photo itself is locked, and return them.

    Who saves a story has it locked when they come to its photos; in another order two would wait for each other.
    """
    stories = Article.objects.filter(figures__photo=photo).defer("body").order_by("pk")
    return list(stories.select_for_update(of=["self"]))


def photo_changed(photo, at=None):
    """Let a change of a photo reach the stories, authors' pages and fronts that show it."""
    # Asked again, now that the photo is locked: a story may have taken it meanwhile.
    for article in lock_stories(photo):
        changed(article, at)
    if photo.portraits.exists():
        move("latest")
    if settings.PURGE:
        purge_soon(f"photo:{renditions.folder(photo)}")
    for path in settings.AFTER_PHOTO_CHANGE:
        import_string(path)(photo)


def folders(article, gone):
    """Return the first words of the addresses of the story's photos, and of those that are gone from it."""
    photos = [figure.photo for figure in article.figures.select_related("photo")]
    return [renditions.folder(photo) for photo in [*photos, *Photo.objects.filter(pk__in=gone)]]
