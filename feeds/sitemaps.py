"""Which addresses the site tells search engines of.

Stories stand in files by ranges of their numbers, so that each file is one walk along the key, and a story never moves
from one file to another.
"""

from datetime import timedelta

from django.db.models import Count, Exists, F, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from articles.models import Article, Author, Policy, Section, Tagged

from .identity import absolute

BLOCK = 5_000  # stories’ numbers in a file; the standard allows 50,000 addresses
NEWS_HOURS = 48
NEWS_PER_FILE = 1000
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
FEW = 3  # stories below which a topic's page is no place to send a searcher


def findable(at=None):
    """Public stories that search engines are to know by our own address."""
    return Article.objects.live(at).filter(canonical_url="")


def blocks():
    """Return the numbers of the files with stories, asking the index of the lists alone."""
    numbers = Article.objects.live().order_by().annotate(block=F("pk") / BLOCK).values_list("block", flat=True)
    return sorted(numbers.distinct())


def stories(block):
    """Return (address, time of the last change that readers were told of) of each story in a file."""
    found = findable().filter(pk__gte=block * BLOCK, pk__lt=(block + 1) * BLOCK).order_by("pk")
    rows = found.values_list("section__slug", "slug", "pk", "first_published_at", "publish_at", "updated_at")
    # Thousands of stories: as objects with reversed addresses they would take half a second.
    return [
        (
            absolute(f"/{section}/{slug}-{pk}/"),
            max(time for time in (first or publish, updated) if time).isoformat("T", "seconds"),
        )
        for section, slug, pk, first, publish, updated in rows
    ]


def pages():
    """Return the addresses of the other pages: front, sections, authors, topics, policies."""
    live = Article.objects.live()
    authors = Author.objects.filter(Exists(live.filter(bylines__author=OuterRef("pk"))))
    paths = ["/", *(reverse(f"articles:{name}") for name in ("latest", "archive", "corrections", "policies"))]
    paths += [row.get_absolute_url() for model in (Section, Policy) for row in model.objects.all()]
    paths += [author.get_absolute_url() for author in authors.order_by("slug")]
    paths += [reverse("articles:tag", args=[slug]) for slug in topics()]
    return [absolute(path) for path in paths]


def topics(at=None):
    """Return the slugs of the topics with enough public stories."""
    at = at or timezone.now()
    # Without the few that are hidden: the public ones are too many to look up each.
    hidden = Article.objects.filter(publish_at__lte=at).exclude(pk__in=Article.objects.live(at))
    tagged = Tagged.objects.filter(publish_at__lte=at).exclude(content_object__in=hidden).exclude(tag__slug="")
    counted = tagged.order_by("tag__slug").values_list("tag__slug").annotate(stories=Count("pk"))
    return [slug for slug, _ in counted.filter(stories__gte=FEW)]


def urlset(places):
    """Return the file of these (address, time of the last change)."""
    rows = [
        f"<url><loc>{escape(address)}</loc>{changed and f'<lastmod>{changed}</lastmod>'}</url>"
        for address, changed in places
    ]
    return "\n".join([HEAD, *rows, "</urlset>", ""])


def news(at=None):
    """Return the stories first published in the last 48 hours, the newest first; no advertisers' content."""
    at = at or timezone.now()
    since = at - timedelta(hours=NEWS_HOURS)
    recent = findable(at).filter(publish_at__gte=since, first_published_at__gte=since)
    return recent.exclude(kind=Article.Kind.ADVERTISER).order_by("-publish_at", "-pk")


def news_files(at=None):
    """Return the numbers of the news files: none when there is no news."""
    return range(1, -(-news(at).count() // NEWS_PER_FILE) + 1)
