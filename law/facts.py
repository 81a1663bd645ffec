"""What the law room knows about a comment, for its card in the queue (settings.CARD_FACTS)."""

from functools import lru_cache

from django.db.models import Exists

from comments.composed import ask
from comments.models import Comment
from moderation.card import Facts

from .models import Appeal, Notice

COMMENT = -1  # the blank


def facts(comment, new=False):
    """Return whether a notice or an appeal is open about the comment. Every post, report and decision asks."""
    if new:
        return Facts()
    [(legal, appealed)] = ask(is_open, {COMMENT: comment.pk}) or [(False, False)]
    return Facts(legal=bool(legal), appealed=bool(appealed))


@lru_cache
def is_open(vendor):
    legal, appealed = (Exists(kind.objects.open().filter(comment=COMMENT)) for kind in (Notice, Appeal))
    return Comment.objects.filter(pk=COMMENT).order_by().values_list(legal, appealed).query.sql_with_params()
