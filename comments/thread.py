"""A story's conversation, page by page."""

from dataclasses import dataclass

from django.conf import settings


@dataclass
class Thread:
    comments: list
    count: int
    next_after: str = ""


def thread(article, after=""):
    """Return one page of the conversation on `article`, beginning behind the path `after`.

    The count is that of visible(), and so is the list: what else stands in it are empty places that were answered.
    """
    size = settings.COMMENT_PAGE_SIZE
    comments = list(article.comments.thread().filter(path__gt=after)[: size + 1])
    more = len(comments) > size
    comments = comments[:size]
    if after or more:
        count = article.comments.visible().count()
    else:
        count = sum(comment.is_visible for comment in comments)
    return Thread(comments, count, comments[-1].path if more else "")
