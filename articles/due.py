"""When a story becomes public by time alone, or a photo comes or goes."""

from images.models import Photo

from .models import Article


def next_due(at):
    """Return the next time after `at` at which a story goes out or is changed, or a photo comes or goes, or None."""
    scheduled = Article.objects.filter(status=Article.Status.SCHEDULED, publish_at__gt=at).order_by("publish_at")
    embargoed = Article.objects.filter(embargo_until__gt=at).order_by("embargo_until")
    changes = Article.objects.filter(change_at__gt=at).order_by("change_at")
    begins = Photo.objects.filter(use_from__gt=at).order_by("use_from")
    ends = Photo.objects.filter(use_until__gt=at, no_archive=True).order_by("use_until")
    times = [
        scheduled.values_list("publish_at", flat=True).first(),
        embargoed.values_list("embargo_until", flat=True).first(),
        changes.values_list("change_at", flat=True).first(),
        begins.values_list("use_from", flat=True).first(),
        ends.values_list("use_until", flat=True).first(),
    ]
    return min((time for time in times if time), default=None)
