"""One feed: what stands at its head and what it says of each story, for all formats."""

from dataclasses import dataclass, field
from functools import partial
from urllib.parse import quote

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from . import identity
from .content import content
from .stories import clean, picture, writers


@dataclass
class Feed:
    """What a feed says of itself."""

    paper: object
    title: str
    words: str
    path: str  # of the feed itself
    page: str  # of the page that it follows
    entries: list = field(default_factory=list)

    def __post_init__(self):
        self.title, self.words = clean(self.title), clean(self.words)

    @property
    def url(self):
        return identity.absolute(quote(self.path))

    @property
    def id(self):
        return identity.feed_id(self.paper, self.path)

    @property
    def hub(self):
        return settings.WEBSUB_HUB

    @property
    def copyright(self):
        return f"© {self.paper.organisation or self.paper.name}"

    @property
    def updated(self):
        """The last change to anything in it; of an empty feed the beginning of the day."""
        today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
        return max((entry["updateddate"] for entry in self.entries), default=today)

    @property
    def links(self):
        """The value of the Link header that a WebSub hub and its subscribers look for."""
        return f'<{self.hub}>; rel="hub", <{self.url}>; rel="self"' if self.hub else ""


def add_stories(feed, articles, full, counted):
    """Add each story as the keyword arguments of feedgenerator's add_item, and more that our formats know.

    `counted` has the places for the numbers of comments, for the format that tells them.
    """
    for article in articles:
        address = identity.absolute(article.get_absolute_url())
        lead = article.lead
        feed.entries.append(
            {
                "title": clean(article.headline),
                "link": address,
                "description": clean(article.standfirst),
                "pubdate": article.published_at,
                "updateddate": identity.updated(article),
                "unique_id": identity.story_id(feed.paper, article),
                "unique_id_is_permalink": False,
                "categories": [clean(each.name) for each in [article.section, *article.topics]],
                "comments": identity.absolute(reverse("comments:thread", args=[article.pk])),
                "item_copyright": clean(article.copyright_line) or None,
                "creators": [(clean(name), url) for name, url in writers(article)],
                "comment_count": partial(counted.number, article),
                "picture": picture(lead.photo) if lead else None,
                "credit": clean(lead.credit) if lead else "",
                "caption": clean(lead.caption) if lead else "",
                "content": content(article) if full else "",
            }
        )


def add_corrections(feed, corrections):
    for correction in corrections:
        feed.entries.append(
            {
                "title": clean(f"{correction.get_kind_display()}: {correction.article.headline}"),
                "link": identity.absolute(correction.article.get_absolute_url()),
                "description": clean(correction.text),
                "pubdate": correction.issued_at,
                "updateddate": correction.issued_at,
                "unique_id": identity.correction_id(feed.paper, correction),
                "unique_id_is_permalink": False,
                "categories": [correction.get_kind_display()],
                "item_copyright": None,
                "comments": None,
                "creators": [],
                "picture": None,
                "content": "",
            }
        )
