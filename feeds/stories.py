"""The stories of one feed, with all that it says of them, in a few queries whatever their number."""

import re
from dataclasses import dataclass

from django.db.models import Prefetch, Q
from django.urls import reverse

from articles.lists import LATEST
from articles.models import Article, Byline, Correction, Figure
from images import renditions

from .identity import absolute

LIMIT = 50
CONTROLS = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text):
    """Return the text without the characters that XML cannot carry."""
    return CONTROLS.sub("", text)


def in_feed(full, within=None, along=LATEST, at=None):
    """Return the newest public stories within `within`; advertisers' content is no news."""
    articles = Article.objects.live(at).filter(within or Q()).exclude(kind=Article.Kind.ADVERTISER)
    articles = with_all(articles) if full else with_summary(articles)
    return list(articles.order_by(*(f"-{column}" for column in along))[:LIMIT])


def with_summary(articles):
    """With what a feed says of a story beside its text."""
    lead = Figure.objects.shown().filter(place=Figure.Place.LEAD)
    return (
        articles.select_related("section", "agency")
        .defer("body", "body_parts")
        .prefetch_related(
            Prefetch("bylines", Byline.objects.select_related("author")), Prefetch("figures", lead), "tags"
        )
    )


def with_all(articles):
    return articles.for_page().defer("body")


def public_corrections():
    """Return the latest corrections to stories that are on the site."""
    corrections = Correction.objects.public().select_related("article__section")
    return corrections.defer("article__body", "article__body_parts").order_by("-issued_at", "-pk")[:LIMIT]


def writers(article):
    """Return (name, address of their page) of each who wrote it: the authors, or else the agency, which has no page."""
    authors = [(byline.author.name, absolute(byline.author.get_absolute_url())) for byline in article.bylines.all()]
    return authors or ([(article.agency.name, "")] if article.agency else [])


@dataclass(frozen=True)
class Picture:
    """A rendition that anyone may fetch."""

    url: str
    width: int
    height: int
    type: str = "image/jpeg"


def picture(photo, ratio="16x9", most=1280, photos_at=""):
    """Return the widest rendition that is not above `most` pixels wide; it comes from `photos_at`, if that is given."""
    width = renditions.widest(photo, ratio, most)
    folder, name = renditions.address_parts(photo, ratio, width, "jpg")
    url = f"{photos_at}{folder}/{name}" if photos_at else absolute(reverse("photo", args=[folder, name]))
    return Picture(url, *renditions.size(photo, ratio, width))
