"""Keep the story's time beside its bylines and topics, along which the lists of authors and topics are read."""

from django.db.models import OuterRef, Subquery

from .models import Article, Byline, Tagged


def settle_times(articles):
    """Set it for these stories; to be called by whatever moves `publish_at` or adds many rows at once."""
    time = Article.objects.filter(pk=OuterRef("article")).values("publish_at")
    Byline.objects.filter(article__in=articles).update(publish_at=Subquery(time))
    time = Article.objects.filter(pk=OuterRef("content_object")).values("publish_at")
    Tagged.objects.filter(content_object__in=articles).update(publish_at=Subquery(time))
