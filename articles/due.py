"""When a story becomes public by time alone."""

from .models import Article


def next_due(at):
    """Return the next time after `at` at which a scheduled or an embargoed story goes out, or None."""
    scheduled = Article.objects.filter(status=Article.Status.SCHEDULED, publish_at__gt=at).order_by("publish_at")
    embargoed = Article.objects.filter(embargo_until__gt=at).order_by("embargo_until")
    times = [
        scheduled.values_list("publish_at", flat=True).first(),
        embargoed.values_list("embargo_until", flat=True).first(),
    ]
    return min((time for time in times if time), default=None)
