"""Enter an order of an authority in the register, or what has become of it since."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from moderation.refusals import NotAllowed, Refused

from .models import AuthorityOrder


@transaction.atomic
def enter(*, by, order=None, version_seen=None, at=None, **facts):
    """Store the order, or these facts of one that is there; return it. Raises NotAllowed, or Refused.

    `facts` are its kind, authority, state, law, items, comment, reader, times and note.
    """
    at = at or timezone.now()
    if not by.has_perm("law.keep_orders"):
        raise NotAllowed("The register of orders is kept by the lawyer.")
    in_their_order(facts, at)
    if order is None:
        return AuthorityOrder.objects.create(entered_by=by, entered_at=at, **facts)
    seen = AuthorityOrder.objects.filter(pk=order.pk, version=version_seen)
    if not seen.update(version=F("version") + 1, **facts):
        raise Refused("Somebody has changed this order since you opened it. Please look at it again.")
    order.refresh_from_db()
    return order


def in_their_order(facts, at):
    received = facts["received_at"]
    later = [facts.get("confirmed_at"), facts.get("effect_at")]
    if any(time and time < received for time in later):
        raise Refused("An order is confirmed and done after it has come, not before: please look at the times.")
    if any(time and time > at for time in (received, *later)):
        raise Refused("One of the times is still to come.")
