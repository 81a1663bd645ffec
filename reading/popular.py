"""Which stories are read most and talked about most, just now."""

from datetime import timedelta

from django.db.models import Count, F, Sum
from django.utils import timezone

from articles.models import Article
from comments.models import Comment

from .models import ReadCount

MOST = 10
SPARE = 10  # some of them may not be public any more
READ_WITHIN, DISCUSSED_WITHIN = timedelta(hours=24), timedelta(hours=48)


def most_read(at=None, most=MOST):
    """Return the live stories that were read most in the last 24 hours."""
    at = at or timezone.now()
    return heaviest(ReadCount.objects.filter(hour__gt=at - READ_WITHIN), Sum("number"), at, most)


def most_discussed(at=None, most=MOST):
    """Return the live stories with most comments in the last 48 hours, of those that every reader may see."""
    at = at or timezone.now()
    return heaviest(Comment.objects.visible().filter(posted_at__gt=at - DISCUSSED_WITHIN), Count("pk"), at, most)


def heaviest(rows, weight, at, most):
    """Return the live stories that the rows are of, those with most weight first, each with its `weight`."""
    # A sum, though of nothing: grouped by the column itself SQLite walks along its index through all the years.
    rows = rows.order_by().annotate(story=F("article_id") + 0).values_list("story")
    weights = dict(rows.annotate(weight=weight).order_by("-weight", "-story")[: most + SPARE])
    live = Article.objects.live(at).for_link().in_bulk(list(weights))
    stories = [live[pk] for pk in weights if pk in live][:most]
    for story in stories:
        story.weight = weights[story.pk]
    return stories
