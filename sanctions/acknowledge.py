"""Say that one has read a warning."""

from django.utils import timezone

from .models import Sanction


def acknowledge(*, warning, reader, at=None):
    """Note that the reader has read their warning; from then on they may comment again. Twice is once."""
    mine = Sanction.objects.filter(pk=warning.pk, reader=reader, kind=Sanction.Kind.WARN, acknowledged_at=None)
    mine.update(acknowledged_at=at or timezone.now())
