"""What waits for an editor, by story."""

from django.db.models import Count, Min

from .models import ErrorReport


def waiting(user):
    """Return how many errors wait for this editor."""
    return ErrorReport.objects.open().in_hands_of(user).count()


def by_story(user):
    """Return what waits, as a row for each story: the one that has waited longest first."""
    rows = ErrorReport.objects.open().in_hands_of(user).values("article")
    return rows.annotate(since=Min("arrived_at"), how_many=Count("pk")).order_by("since", "article")
