"""Answer a card of a calibration round. It decides nothing."""

from django.db import transaction
from django.utils import timezone

from .models import Answer, Round
from .refusals import Closed, NotAllowed


@transaction.atomic
def answer(*, card, moderator, rule=None, at=None):
    """Note that the moderator would remove the comment by this rule, or without one keep it; return the answer. As long
    as the round is open, a later answer takes the place of an earlier one. Raises NotAllowed or Closed."""
    if not moderator.has_perm("comments.moderate_comment"):
        raise NotAllowed("Moderators take part in this.")
    if not Round.objects.select_for_update(no_key=True).filter(pk=card.round_id, is_open=True).exists():
        raise Closed("This round is over: your answer was not noted.")
    facts = {"rule": rule, "answered_at": at or timezone.now()}
    return Answer.objects.update_or_create(card=card, moderator=moderator, defaults=facts)[0]
