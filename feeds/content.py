"""A whole story as feeds and other papers carry it: HTML that stands on its own, with absolute addresses."""

import re

import nh3
from django.template.loader import render_to_string

from articles.sanitise import STORY_ATTRIBUTES, STORY_SCHEMES, STORY_TAGS

from .identity import absolute
from .stories import clean, picture

TAG = re.compile(r"<[^>]*>")


def words(article):
    """Return how many words the text has."""
    return len(TAG.sub(" ", " ".join(part for part in article.body_parts if isinstance(part, str))).split())


def content(article, body_only=False, photos_at=""):
    """Return the story's HTML: corrections, lead photo, text with its photos, the agency's copyright line.

    With `body_only` the text with its photos alone, where the rest has fields of its own. With `photos_at`, for a page
    of this site, the photos come from there and no address is made absolute.
    """
    body = [part if isinstance(part, str) else with_picture(part, photos_at) for part in article.shown_body]
    lead = with_picture(article.lead, photos_at) if article.lead and not body_only else None
    body += [with_picture(figure, photos_at) for figure in article.gallery]
    html = render_to_string(
        "feeds/_content.html", {"article": article, "body": body, "lead": lead, "body_only": body_only}
    )
    base = "" if photos_at else absolute(article.get_absolute_url())
    return clean(last_word(base).clean(html)).strip()


def with_picture(figure, photos_at=""):
    return {"figure": figure, "picture": picture(figure.photo, "full", photos_at=photos_at)}


def last_word(base):
    """Return the cleaner of what leaves the house: the story's vocabulary, its addresses made absolute by the base."""
    return nh3.Cleaner(
        tags=STORY_TAGS | {"figure", "img", "figcaption"},
        attributes=STORY_ATTRIBUTES | {"img": {"src", "width", "height", "alt"}, "figure": set()},
        url_schemes=STORY_SCHEMES,
        link_rel=None,
        url_relative=("rewrite_with_base", base) if base else "pass_through",
    )
