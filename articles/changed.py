"""What follows when a story has changed, in the transaction of the deed that changed it."""

from django.conf import settings
from django.utils.module_loading import import_string

from images import renditions
from pagecache.move import move
from pagecache.purge import purge_soon

from .models import Article
from .settle import settle_times


def changed(article):
    """Settle its time in lists, move the pages that show it and tell the rooms that settings.AFTER_STORY_CHANGE names.

    Each of those takes the article; a mail or a request to another host it hands to a task, after the commit.
    """
    settle_times([article.pk])
    if article.status not in (Article.Status.DRAFT, Article.Status.REVIEW) or article.first_published_at:
        move(*article.page_names)
        if settings.PURGE:
            purge_soon(*(f"photo:{folder}" for folder in folders(article)))
    for path in settings.AFTER_STORY_CHANGE:
        import_string(path)(article)


def folders(article):
    """Return the first words of the addresses of the story's photos."""
    return [renditions.folder(figure.photo) for figure in article.figures.select_related("photo")]
