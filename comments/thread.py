"""A story's conversation, page by page."""

from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.db import connection
from django.db.models import Count
from django.urls import reverse

from .models import Comment
from .shown import FIELDS, as_html

VISIBLE = Comment.Status.VISIBLE.value


@dataclass
class Thread:
    article_pk: int
    rows: list  # tuples of shown.FIELDS: no page needs two hundred objects
    count: int
    closed: str
    year: int  # of the story
    next_after: str = ""

    @property
    def html(self):
        return as_html(self.rows, self.closed, self.year)


def place(comment):
    """Return the address of the page of the conversation on which a visible comment stands."""
    size = settings.COMMENT_PAGE_SIZE
    before = comment.article.comments.thread().filter(path__lt=comment.path).values_list("path", flat=True)
    if before[:size].count() < size:
        return f"{comment.article.get_absolute_url()}#c{comment.pk}"
    return f"{reverse('comments:thread', args=[comment.article_id])}?after={before.last()}#c{comment.pk}"


def thread(article, after="", closed=""):
    """Return one page of the conversation on `article`, beginning behind the path `after`.

    The count is that of visible(), and so is the list: what else stands in it are empty places that were answered.
    `closed` says why the story takes no more comments.
    """
    size = settings.COMMENT_PAGE_SIZE
    found = fetch(article.pk, after, size + 1)
    more = len(found) > size
    found = found[:size]
    whole = not after and not more
    count = sum([row[2] == VISIBLE for row in found]) if whole else count_visible(article.pk)
    return Thread(article.pk, found, count, closed, article.published_at.year, found[-1][1] if more else "")


def fetch(article_pk, after, most):
    """Return the next rows of a thread."""
    return ask(rows_of, {ARTICLE: article_pk, AFTER: after}, most)


def count_visible(article_pk):
    found = ask(numbers_of, {ARTICLE: article_pk})
    return found[0][0] if found else 0


def ask(composed, words, *options):
    """Ask a query with its blanks filled in. To compose these takes longer than to ask them, so they stay composed."""
    query, blanks = composed(connection.vendor, *options)
    with connection.cursor() as cursor:
        cursor.execute(query, [words.get(blank, blank) for blank in blanks])
        return cursor.fetchall()


ARTICLE, AFTER = -1, "~after~"  # the blanks in a composed query


@lru_cache
def rows_of(vendor, most):
    thread = Comment.objects.thread().filter(article=ARTICLE, path__gt=AFTER).values_list(*FIELDS)[:most]
    return thread.query.sql_with_params()


@lru_cache
def numbers_of(vendor):
    visible = Comment.objects.visible().filter(article=ARTICLE).values("article")
    return visible.annotate(number=Count("*")).values_list("number").query.sql_with_params()
