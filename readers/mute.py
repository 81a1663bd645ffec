"""Mute somebody: the reader sees no more of what they write, and hears no more of it. Nobody is told."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User

from .models import Mute


class Refused(Exception):
    """The person cannot be muted; the message says why."""


@transaction.atomic
def mute(*, reader, person, at=None):
    """Mute `person` for `reader`. Twice is once. Raises Refused."""
    may_mute(reader=reader, person=person)
    # Locked, so that neither is erased meanwhile.
    both = User.objects.select_for_update(no_key=True).filter(pk__in=[reader.pk, person.pk]).order_by("pk")
    active = dict(both.values_list("pk", "is_active"))
    if not active.get(reader.pk):
        raise Refused("This account is closed.")
    if person.pk not in active:
        raise Refused("This person has no account here any more.")
    Mute.objects.get_or_create(reader=reader, muted=person, defaults={"since": at or timezone.now()})


def may_mute(*, reader, person):
    """Raise unless this reader may mute that person."""
    if reader.pk == person.pk:
        raise Refused("These are your own comments. Only others can be muted.")


def unmute(*, reader, person_pk):
    """Let `reader` see again what that person writes."""
    Mute.objects.filter(reader=reader, muted=person_pk).delete()
