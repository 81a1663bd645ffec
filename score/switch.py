"""Switch the score on, or back into shadow: the moderators' editor."""

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from comments.models import Comment
from moderation.card import renew
from moderation.models import Card

from .force import forget
from .models import Scorer

PERMISSION = "score.change_scorer"
BATCH = 200


class NotAllowed(Exception):
    """Switching the score is the deed of the moderators' editor."""


@transaction.atomic
def switch(*, on, by, at=None):
    """Show the score to moderators and order the queue by it, or stop that; return the Scorer. Twice is once."""
    if not by.has_perm(PERMISSION):
        raise NotAllowed("Switching the score on or off is for the moderators’ editor.")
    scorer, _ = Scorer.objects.select_for_update().get_or_create(pk=1)
    if scorer.is_on != on:
        scorer.is_on, scorer.switched_by, scorer.switched_at = on, by, at or timezone.now()
        scorer.save(update_fields=["is_on", "switched_by", "switched_at"])
        transaction.on_commit(forget)
        renew_cards.enqueue()
    return scorer


@task()
def renew_cards():
    """Tell the cards of all that waits anew, with the score or without it."""
    forget()
    last = 0
    while some := list(
        Card.objects.filter(comment__gt=last).order_by("comment").values_list("comment", flat=True)[:BATCH]
    ):
        for pk in some:
            with transaction.atomic():
                comments = Comment.objects.select_for_update(no_key=True, of=("self",))
                renew(comments.select_related("article", "reader").get(pk=pk))
        last = some[-1]
