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

    A scheduled story is announced when it goes out, by whatever attends to that time.
    """
    published = article.first_published_at
    if not settings.WEBSUB_HUB or not published or published > timezone.now():
        return
    if article.kind != Article.Kind.ADVERTISER:
        ping.enqueue(touched(article))


def touched(article):
    """Return the addresses of the feeds in which the story stands, or stood until now."""
    words = [("latest", []), ("section", [article.section.slug])]
    words += [("author", [slug]) for slug in article.bylines.values_list("author__slug", flat=True)]
    words += [("topic", [slug]) for slug in article.tags.values_list("slug", flat=True)]
    names = [(name, args) for kind, args in words for name in (f"feeds:{kind}", f"feeds:full_{kind}")]
    return [absolute(reverse(name, args=[*args, form])) for name, args in names for form in FORMATS]
