"""Take comments in hand, so that two moderators do not read the same; and give them back.

A claim hides nothing and binds nobody: others see whose it is, and may decide all the same. It ends by itself.
"""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from .models import Claim, Presence
from .queue import ORDERS, places_of, waiting

MOST = 50


@transaction.atomic
def claim_next(*, moderator, wanted, number, at=None):
    """Claim the next cards of the filter that nobody has in hand; return how many there were."""
    at = at or timezone.now()
    Claim.objects.filter(until__lte=at).delete()
    order = ORDERS[wanted.order]
    free = waiting(wanted, moderator, at).filter(comment__claim=None).exclude(reader=moderator).order_by(*order)
    places, _ = places_of(free, order, wanted.words, min(number, MOST))
    until = at + timedelta(minutes=settings.CLAIM_MINUTES)
    claims = [Claim(comment_id=pk, moderator=moderator, until=until) for pk, _ in places]
    # Of two who take at once, each card goes to the one who was first.
    Claim.objects.bulk_create(claims, ignore_conflicts=True)
    return Claim.objects.filter(comment__in=[each.comment_id for each in claims], moderator=moderator).count()


def give_back(*, moderator):
    """End all claims of a moderator."""
    Claim.objects.filter(moderator=moderator).delete()


SEEN_EVERY = timedelta(seconds=20)
HERE = timedelta(minutes=2)


def seen(*, moderator, at=None):
    """Note that a moderator is at the queue; return who else is there."""
    at = at or timezone.now()
    last = Presence.objects.filter(moderator=moderator).values_list("seen_at", flat=True).first()
    if last is None or at - last > SEEN_EVERY:
        Presence.objects.update_or_create(moderator=moderator, defaults={"seen_at": at})
    others = Presence.objects.filter(seen_at__gt=at - HERE).exclude(moderator=moderator)
    return [presence.moderator for presence in others.select_related("moderator").order_by("moderator__display_name")]
