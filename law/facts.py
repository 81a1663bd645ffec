"""What the law room knows about a comment, for its card in the queue (settings.CARD_FACTS)."""

from django.db.models import Exists, OuterRef

from comments.models import Comment
from moderation.card import Facts

from .models import Appeal, Notice


def facts(comment, new=False):
    if new:
        return Facts()
    its = {"comment": OuterRef("pk")}
    open_ones = Comment.objects.filter(pk=comment.pk).values(
        legal=Exists(Notice.objects.open().filter(**its)), appealed=Exists(Appeal.objects.open().filter(**its))
    )
    found = open_ones.first() or {}
    return Facts(**found)
