"""By what machines know a story: a number that never changes, and addresses with the paper's host."""

from datetime import UTC
from urllib.parse import quote, urljoin

from django.conf import settings
from django.templatetags.static import static
from django.utils import timezone

from articles.models import Masthead

FEED_YEAR = 2026  # a year in which the paper held its host, as RFC 4151 asks; it stands in each feed's own number


def masthead():
    return Masthead.objects.first() or Masthead()


def absolute(path):
    return settings.SITE_URL + path


def picture_of_ours(name):
    """Return the address of a file in static/, wherever those are served from."""
    return urljoin(settings.SITE_URL, static(name))


def canonical(article):
    """Return the one address that search engines are to know the story by."""
    return article.canonical_url or absolute(article.get_absolute_url())


def story_id(paper, article):
    """Return the story's number for feeds: the same whatever becomes of its headline, section and address."""
    return f"tag:{paper.feed_host},{article.published_at.astimezone(UTC):%Y-%m-%d}:article/{article.pk}"


def correction_id(paper, correction):
    return f"tag:{paper.feed_host},{correction.issued_at.astimezone(UTC):%Y-%m-%d}:correction/{correction.pk}"


def feed_id(paper, path):
    return f"tag:{paper.feed_host},{FEED_YEAR}:{quote(path.strip('/'))}"


def updated(article):
    """Return the time of the last change that readers were told of: what moves it is an editor's deed."""
    return max(article.published_at, article.updated_at or article.published_at)


def moment(time):
    """Return a time for machines, with the offset of the paper's own zone."""
    return timezone.localtime(time).isoformat(timespec="seconds")


def language():
    """Return the paper's language as BCP 47 writes it: en-IE."""
    first, _, region = settings.LANGUAGE_CODE.partition("-")
    return f"{first}-{region.upper() if len(region) == 2 else region}" if region else first
