"""Links of a story that lead readers to nothing: to the desk, to what is not public, to addresses where nothing is."""

import re
from html import unescape
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve

from .models import Article
from .points import Point

HREF = re.compile(r'<a\b[^>]*\bhref="([^"]*)"')
OF_THE_DESK = ("/admin/", "/moderation/")


def links(html, at):
    """Yield what is wrong with the links to our own site, a Point each. One query, where any leads to a story."""
    ours = [path for path in dict.fromkeys(map(path_here, HREF.findall(html))) if path]
    stories = {}
    for path in ours:
        if path.startswith(OF_THE_DESK):
            yield Point(f"A link leads to the desk, which readers cannot open: {path}", "id_body")
        elif found := where(path):
            if found.view_name == "articles:article" and found.kwargs["pk"] < 1 << 63:
                stories[found.kwargs["pk"]] = path
        else:
            yield Point(f"A link leads to an address where nothing is: {path}", "id_body")
    yield from (Point(sentence, "id_body") for sentence in not_public(stories, at))


def path_here(href):
    """Return the path of an address of our own site, else nothing."""
    try:
        parts = urlsplit(unescape(href))
    except ValueError:
        return ""
    host = urlsplit(settings.SITE_URL).netloc
    is_ours = parts.netloc == host or not parts.netloc and not parts.scheme
    return parts.path if is_ours and parts.path.startswith("/") else ""


def where(path):
    try:
        return resolve(unquote(path))
    except Resolver404:
        return None


def not_public(stories, at):
    if not stories:
        return
    known = {story.pk: story for story in Article.objects.filter(pk__in=stories).only("headline", "status")}
    live = set(Article.objects.live(at).filter(pk__in=stories).values_list("pk", flat=True))
    for number, path in stories.items():
        story = known.get(number)
        if story is None:
            yield f"A link leads to a story that is not there: {path}"
        elif number not in live:
            yield f"A link leads to “{story.headline}”, which readers cannot see then ({story.get_status_display()})."
