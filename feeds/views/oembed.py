"""oEmbed: what others show when they link to a story of ours."""

from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.urls import Resolver404, resolve
from django.views.decorators.http import require_safe

from articles.models import Article
from feeds.identity import absolute, masthead
from feeds.stories import Picture, with_summary, writers
from images import renditions
from pagecache.kept import kept

KEEP = 3600  # seconds that a consumer may keep it
RATIO = "16x9"


@require_safe
@kept("latest", "paper", params=["url", "format", "maxwidth", "maxheight"])
def oembed(request):
    if request.GET.get("format", "json") != "json":
        return HttpResponse("We answer in JSON only: format=json.\n", content_type="text/plain", status=501)
    try:
        most = [limit(request.GET.get(name, "")) for name in ("maxwidth", "maxheight")]
    except ValueError:
        wrong = "maxwidth and maxheight are whole numbers of pixels.\n"
        return HttpResponse(wrong, content_type="text/plain", status=400)
    return JsonResponse(described(story_at(request.GET.get("url", "")), *most))


def limit(text):
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and int(text[:9])):
        raise ValueError(text)
    return int(text[:9])


def story_at(address):
    """Return the public story at an address of ours, also at one that it had before; else 404."""
    try:
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or parts.netloc.lower() != urlsplit(settings.SITE_URL).netloc:
            raise Http404
        match = resolve(unquote(parts.path))
    except (ValueError, Resolver404):
        raise Http404 from None
    if match.view_name != "articles:article":
        raise Http404
    story = with_summary(Article.objects.live()).filter(pk=match.kwargs["pk"]).first()
    if story is None:
        raise Http404
    return story


def described(story, most_width, most_height):
    paper = masthead()
    name, url = (writers(story) or [(paper.name, "")])[0]
    said = {
        "version": "1.0",
        "type": "link",
        "title": story.headline,
        "author_name": name,
        "author_url": url,
        "provider_name": paper.name,
        "provider_url": absolute("/"),
        "cache_age": KEEP,
    }
    if story.lead and (thumbnail := fitting(story.lead.photo, most_width, most_height)):
        said["thumbnail_url"] = thumbnail.url
        said["thumbnail_width"], said["thumbnail_height"] = thumbnail.width, thumbnail.height
    return {name: value for name, value in said.items() if value}


def fitting(photo, most_width, most_height):
    """Return the widest rendition that fits, or None when all are too large."""
    for width in reversed(renditions.widths(photo, RATIO)):
        width, height = renditions.size(photo, RATIO, width)
        if width <= (most_width or 1280) and height <= (most_height or height):
            return Picture(absolute(renditions.address(photo, RATIO, width)), width, height)
    return None
