"""A story's conversation, page by page."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse


@dataclass
class Thread:
    comments: list
    count: int
    next_after: str = ""


def place(comment):
    """Return the address of the page of the conversation on which a visible comment stands."""
    size = settings.COMMENT_PAGE_SIZE
    before = comment.article.comments.thread().filter(path__lt=comment.path)
    if before[:size].count() < size:
        return f"{comment.article.get_absolute_url()}#c{comment.pk}"
    return f"{reverse('comments:thread', args=[comment.article_id])}?after={before.last().path}#c{comment.pk}"


def thread(article, after=""):
    """Return one page of the conversation on `article`, beginning behind the path `after`.

    The count is that of visible(), and so is the list: what else stands in it are empty places that were answered.
    """
    size = settings.COMMENT_PAGE_SIZE
    comments = list(article.comments.thread().filter(path__gt=after)[: size + 1])
    more = len(comments) > size
    comments = comments[:size]
    whole = not after and not more
    count = sum(comment.is_visible for comment in comments) if whole else article.comments.visible().count()
    return Thread(comments, count, comments[-1].path if more else "")
