"""What this room forgets when its time is over: for privacy/forget.py, kind by kind."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Q

from . import keep
from .leave import forget_in_orders, forget_notices
from .models import AuthorityOrder, EvidenceHold, Notice, Sealed


def kinds(at):
    """Return what is over its time: kind → (rows, what is done to some of them by their numbers)."""
    networks = Notice.objects.filter(network__isnull=False, arrived_at__lt=at - days(settings.KEEP_NETWORK_DAYS))
    unconfirmed = Notice.objects.filter(
        confirmed_at=None, decision=None, arrived_at__lt=at - days(settings.KEEP_UNCONFIRMED_DAYS)
    )
    decided = Notice.objects.filter(erased=False, decision__decided_at__lt=at - days(settings.KEEP_NOTICES_DAYS))
    return {
        "network hashes of legal notices": (
            networks,
            lambda numbers: Notice.objects.filter(pk__in=numbers).update(network=None),
        ),
        "legal notices that were never confirmed": (
            unconfirmed,
            lambda numbers: Notice.objects.filter(pk__in=numbers).delete(),
        ),
        "names and words of decided legal notices": (decided.exclude(comment__in=held()), forget_notices),
        "readers and notes of authorities’ orders": (
            AuthorityOrder.objects.filter(
                ~Q(note="") | Q(reader__isnull=False), effect_at__lt=at - days(settings.KEEP_NOTICES_DAYS)
            ).exclude(comment__in=held()),
            lambda numbers: forget_in_orders(AuthorityOrder.objects.filter(pk__in=numbers)),
        ),
        "sealed texts of claims that are over": (
            keep.no_longer_wanted(),
            lambda numbers: Sealed.objects.filter(pk__in=numbers).delete(),
        ),
    }


def held():
    return EvidenceHold.objects.filter(lifted_at=None).values("comment")


def days(number):
    return timedelta(days=number)
