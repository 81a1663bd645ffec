"""When time alone opens or closes the comments of a story."""

from datetime import timedelta

from articles.models import Article

from .hours import changes_next
from .models import Community, OpeningHours


def next_due(at):
    """Return the next time after `at` at which hours begin or end, or a story passes the age of comments, or None."""
    rows = OpeningHours.objects.order_by().values_list("day", "opens", "closes").distinct()
    times = [changes_next(rows, at), next_of_age(at)]
    return min((time for time in times if time), default=None)


def next_of_age(at):
    days = Community.objects.values_list("close_after_days", flat=True).first()
    if not days:
        return None
    age = timedelta(days=days)
    stories = Article.objects.live(at).filter(publish_at__gt=at - age).order_by("publish_at")
    first = stories.values_list("publish_at", flat=True).first()
    return first and first + age
