"""Tell the WebSub hub which feeds a story's change has touched (settings.AFTER_STORY_CHANGE)."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from articles.models import Article

from .formats import FORMATS
from .identity import absolute
from .tasks import ping


def after_change(article):
    """Queue the pings in the transaction of the deed. What no reader has seen yet, and adverts, are in no feed.

    A story that goes out by itself is announced by the deed that attends to that (articles/schedule.py: go_out).
    """
    published, now = article.first_published_at, timezone.now()
    waits = article.status == Article.Status.SCHEDULED or (article.embargo_until and article.embargo_until > now)
    if not settings.WEBSUB_HUB or waits or not published or published > now:
        return
    if article.kind != Article.Kind.ADVERTISER:
        ping.enqueue(touched(article))


def touched(article):
    """Return the addresses of the feeds in which the story stands, or stood until now."""
    words = [("latest", []), ("section", [article.section.slug])]
    words += [("author", [slug]) for slug in article.bylines.values_list("author__slug", flat=True)]
    words += [("topic", [slug]) for slug in article.tags.exclude(slug="").values_list("slug", flat=True)]
    names = [(name, args) for kind, args in words for name in (f"feeds:{kind}", f"feeds:full_{kind}")]
    return [absolute(reverse(name, args=[*args, form])) for name, args in names for form in FORMATS]
