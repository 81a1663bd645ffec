"""A story's conversation, page by page, in one of three orders."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from django.conf import settings
from django.db.models import Count
from django.db.models.functions import Left
from django.urls import reverse

from articles.models import Article
from articles.rows import Rows

from .composed import ask
from .models import STEP, Comment, Community
from .shown import FIELDS, as_html

VISIBLE = Comment.Status.VISIBLE.value
OLDEST, NEWEST, LIKED = Article.CommentsOrder.values
PICKS, PICK_LENGTH = 3, 280  # the picks that stand above a conversation, and the characters of each
PICK = "id", "reader__display_name", "first_words"

# The blanks in a composed query. Numbers that no comment has, and that fit what the database compares them with.
ARTICLE, PATH, TOP, LIKES, PK = -1, "~path~", 2_000_000_001, 2_000_000_002, 2_000_000_003


class Way(NamedTuple):
    """One order of a conversation. A page goes on behind the place at which the one before ended: with the `rest` of
    what is level with it, as a branch is, and `then` with all that comes behind. So each is a walk along an index."""

    comments: Callable
    by: tuple
    rest: dict | None
    then: dict
    read: Callable  # the place as it stands in an address: what goes into the blanks, or None
    write: Callable  # the place of a row


def read_path(text):
    # A path begins with the number of the comment that began its branch (models.step).
    return {PATH: text, TOP: int(text[:STEP], 36)} if text.isascii() and text.isalnum() else None


def read_likes(text):
    found = re.fullmatch(r"([0-9]{1,9})-([0-9]{1,18})", text)
    return {LIKES: int(found[1]), PK: int(found[2])} if found else None


def path_of(row):
    return row[FIELDS.index("path")]


def likes_of(row):
    return f"{row[FIELDS.index('likes')]}-{row[FIELDS.index('pk')]}"


thread_of, visible_of = Comment.objects.thread, Comment.objects.visible
WAYS = {
    OLDEST: Way(thread_of, ("path",), None, {"path__gt": PATH}, read_path, path_of),
    # The newest branches first; inside each, what was said in its order.
    NEWEST: Way(thread_of, ("-top", "path"), {"top": TOP, "path__gt": PATH}, {"top__lt": TOP}, read_path, path_of),
    # Each comment by itself.
    LIKED: Way(
        visible_of, ("-likes", "-pk"), {"likes": LIKES, "pk__lt": PK}, {"likes__lt": LIKES}, read_likes, likes_of
    ),
}
WORDS = {OLDEST: "Oldest", NEWEST: "Newest", LIKED: "Most liked"}


@dataclass
class Thread:
    """A page of the conversation."""

    article_pk: int
    order: str
    rows: list  # tuples of shown.FIELDS: no page needs two hundred objects
    count: int
    closed: str
    year: int  # of the story
    next_after: str = ""
    picks: list = field(default_factory=list)  # number, name and the first words of each

    @property
    def next_address(self):
        return self.next_after and address_of(self.article_pk, self.order, self.next_after)

    def html(self, badges):
        return as_html(self.rows, self.closed, self.year, badges, flat=self.order == LIKED)


def usual_order(article, community=None):
    """Return the order in which the story shows its comments: its own, or the paper's."""
    if article.comments_order:
        return article.comments_order
    order = community.order if community else Community.objects.values_list("order", flat=True).first()
    return order or OLDEST


def order_of(article, asked):
    """Return the order that is asked for, where there is such a one, else the story's."""
    return asked if asked in WAYS else usual_order(article)


class Head(NamedTuple):
    """What stands above a conversation: how many comments everyone may see, and those that editors picked."""

    count: int
    picks: list  # number, name and the first words of each


def thread(article, order=OLDEST, after="", closed="", head=None):
    """Return one page of the conversation on `article`, beginning behind the place `after`, or at the beginning where
    `after` is no place in this order.

    The count is that of visible(), and so is the list: what else stands in it are empty places that were answered.
    `closed` says why the story takes no more comments. `head` finds the Head, where somebody may know it already.
    """
    size, way = settings.COMMENT_PAGE_SIZE, WAYS[order]
    behind = way.read(after)
    found = fetch(article.pk, order, behind, size + 1)
    rows, more = found[:size], len(found) > size
    whole = not behind and not more
    picked = FIELDS.index("picked_at")
    above = None if whole and not any(row[picked] for row in rows) else (head or head_of)(article.pk)
    count = sum([row[2] == VISIBLE for row in rows]) if whole else above.count
    next_after = way.write(rows[-1]) if more else ""
    page = Thread(article.pk, order, rows, count, closed, article.published_at.year, next_after)
    if above and not behind:
        page.picks = above.picks
    return page


def fetch(article_pk, order, behind, most):
    """Return the next rows of a conversation."""
    words = {ARTICLE: article_pk, **(behind or {})}
    if not behind:
        return ask(rows_of, words, order, None, most)
    found = ask(rows_of, words, order, "rest", most) if WAYS[order].rest else []
    return found if len(found) == most else (found + ask(rows_of, words, order, "then", most))[:most]


def place(comment):
    """Return the address of a page of the conversation on which a visible comment stands.

    It begins with the comment's branch or, where that is long, half a page above the comment: to find that takes a
    page of the index, however many comments stand before it.
    """
    size, article = settings.COMMENT_PAGE_SIZE, comment.article
    before = list(
        article.comments.thread().filter(path__lt=comment.path).order_by("-path").values_list("path", flat=True)[:size]
    )
    if len(before) < size:
        if usual_order(article) == OLDEST:
            return f"{article.get_absolute_url()}#c{comment.pk}"
        return f"{address_of(article.pk, OLDEST)}#c{comment.pk}"
    others = (path for path in before if path[:STEP] != comment.path[:STEP])
    return f"{address_of(article.pk, OLDEST, next(others, before[size // 2]))}#c{comment.pk}"


def address_of(article_pk, order, after=""):
    """Return the address of a page of the conversation."""
    address = f"{address_of_thread() % article_pk}?order={order}"
    return f"{address}&after={after}" if after else address


@lru_cache
def address_of_thread():
    """Return the address of a conversation, with %d for its story's number: each page of one shows it several times."""
    return reverse("comments:thread", args=[0]).replace("/0/", "/%d/")


def orders(article, at_story=""):
    """Return the orders that a reader may choose: name, words, address. The one in which the story's own page shows
    its comments stands there, for who comes from it."""
    addresses = {order: address_of(article.pk, order) + "#comments" for order in WAYS}
    if at_story:
        addresses[at_story] = f"{article.get_absolute_url()}#comments"
    return [(order, WORDS[order], addresses[order]) for order in WAYS]


def head_of(article_pk):
    found = ask(count_and_picks, {ARTICLE: article_pk})
    if not found:
        return Head(0, [])
    [(count, picks)] = found
    return Head(count, [tuple(pick[name] for name in PICK) for pick in json.loads(picks)])


def latest_visible(article_pk):
    """Return the numbers of the comments that were posted last, the newest first."""
    return [pk for (pk,) in ask(latest_of, {ARTICLE: article_pk})]


@lru_cache
def rows_of(vendor, order, part, most):
    way = WAYS[order]
    further = getattr(way, part) if part else {}
    found = way.comments().filter(article=ARTICLE, **further).order_by(*way.by)
    return found.values_list(*FIELDS)[:most].query.sql_with_params()


@lru_cache
def count_and_picks(vendor):
    visible = Comment.objects.visible().filter(article=ARTICLE)
    picked = visible.filter(picked_at__isnull=False).order_by("-picked_at", "-pk")
    picked = picked.annotate(first_words=Left("text", PICK_LENGTH + 1))
    found = visible.order_by().values("article").annotate(number=Count("*"), picks=Rows(picked[:PICKS], *PICK))
    return found.values_list("number", "picks").query.sql_with_params()


@lru_cache
def latest_of(vendor):
    latest = Comment.objects.visible().filter(article=ARTICLE).order_by("-pk")
    return latest.values_list("pk")[:50].query.sql_with_params()
