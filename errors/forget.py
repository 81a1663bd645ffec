"""What this room forgets when its time is over, and when somebody leaves."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Q

from .models import ErrorReport


def leave(*, reader, emails):
    """Delete all that this person told us. The corrections that came of it are the paper's, and stay."""
    theirs = Q(reader=reader) | Q(reader=None, email__in=[email.lower() for email in emails])
    ErrorReport.objects.filter(theirs).delete()


def kinds(at):
    """Return what is over its time: kind → (rows, what is done to some of them by their numbers)."""
    networks = ErrorReport.objects.filter(network__isnull=False, arrived_at__lt=at - days(settings.KEEP_NETWORK_DAYS))
    unconfirmed = ErrorReport.objects.filter(
        confirmed_at=None, arrived_at__lt=at - days(settings.KEEP_UNCONFIRMED_DAYS)
    ).exclude(email="")
    answered = ErrorReport.objects.filter(answered_at__lt=at - days(settings.KEEP_ERRORS_DAYS))
    return {
        "network hashes of errors told of": (networks, lambda numbers: of(numbers).update(network=None)),
        "addresses given with errors and never confirmed": (unconfirmed, lambda numbers: of(numbers).update(email="")),
        "errors told of and answered": (answered, lambda numbers: of(numbers).delete()),
    }


def of(numbers):
    return ErrorReport.objects.filter(pk__in=numbers)


def days(number):
    return timedelta(days=number)
