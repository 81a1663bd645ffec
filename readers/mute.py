"""Mute somebody: the reader sees no more of what they write, and hears no more of it. Nobody is told."""

from django.utils import timezone

from .models import Mute


class Refused(Exception):
    """The person cannot be muted; the message says why."""


def mute(*, reader, person, at=None):
    """Mute `person` for `reader`. Twice is once."""
    if reader.pk == person.pk:
        raise Refused("These are your own comments. Only others can be muted.")
    Mute.objects.get_or_create(reader=reader, muted=person, defaults={"since": at or timezone.now()})


def unmute(*, reader, person_pk):
    """Let `reader` see again what that person writes."""
    Mute.objects.filter(reader=reader, muted=person_pk).delete()
