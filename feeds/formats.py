"""RSS 2.0 and Atom 1.0 with what newspapers add to them, on Django's generators; and JSON Feed 1.1."""

import json

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, rfc3339_date
from django.utils.html import escape

from .identity import language, moment, picture_of_ours

MINUTES = 10  # before a reader asks again


class Rss(Rss201rev2Feed):
    def rss_attributes(self):
        return super().rss_attributes() | {
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
            "xmlns:media": "http://search.yahoo.com/mrss/",
            "xmlns:slash": "http://purl.org/rss/1.0/modules/slash/",
        }

    def latest_post_date(self):
        return self.feed["updated"]

    def add_root_elements(self, handler):
        super().add_root_elements(handler)
        own = {"rel": "self", "type": "application/rss+xml", "href": self.feed["own_url"]}
        handler.addQuickElement("atom:link", None, own)
        if self.feed["hub"]:
            handler.addQuickElement("atom:link", None, {"rel": "hub", "href": self.feed["hub"]})
        handler.startElement("image", {})
        handler.addQuickElement("url", picture_of_ours("icon-192.png"))
        handler.addQuickElement("title", self.feed["title"])
        handler.addQuickElement("link", self.feed["link"])
        handler.endElement("image")

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        handler.addQuickElement("atom:updated", rfc3339_date(item["updateddate"]))
        for name, _ in item["creators"]:
            handler.addQuickElement("dc:creator", name)
        if item["item_copyright"]:
            handler.addQuickElement("dc:rights", item["item_copyright"])
        if item["content"]:
            handler.addQuickElement("content:encoded", item["content"])
        if item["comments"]:
            handler.addQuickElement("slash:comments", item["comment_count"]())
        if item["picture"]:
            self.add_picture(handler, item)

    def add_picture(self, handler, item):
        picture = item["picture"]
        size = {"width": str(picture.width), "height": str(picture.height)}
        handler.startElement("media:content", {"url": picture.url, "type": picture.type, "medium": "image", **size})
        if item["credit"]:
            handler.addQuickElement("media:credit", item["credit"])
        if item["caption"]:
            handler.addQuickElement("media:description", item["caption"], {"type": "plain"})
        handler.endElement("media:content")


class Atom(Atom1Feed):
    def latest_post_date(self):
        return self.feed["updated"]

    def add_root_elements(self, handler):
        super().add_root_elements(handler)
        own = {"rel": "self", "type": "application/atom+xml", "href": self.feed["own_url"]}
        handler.addQuickElement("link", None, own)
        if self.feed["hub"]:
            handler.addQuickElement("link", None, {"rel": "hub", "href": self.feed["hub"]})
        handler.addQuickElement("icon", picture_of_ours("icon-192.png"))

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        for name, url in item["creators"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", name)
            if url:
                handler.addQuickElement("uri", url)
            handler.endElement("author")
        if item["content"]:
            handler.addQuickElement("content", item["content"], {"type": "html"})


def xml(generator, feed):
    """Return the feed as RSS or Atom."""
    made = generator(
        title=feed.title,
        link=feed.page,
        description=feed.words or feed.title,
        subtitle=feed.words or None,
        language=language(),
        author_name=feed.paper.name,
        feed_copyright=feed.copyright,
        feed_guid=feed.id,
        ttl=MINUTES if generator is Rss else None,
        own_url=feed.url,
        hub=feed.hub,
        updated=feed.updated,
    )
    for entry in feed.entries:
        # What stands in a description is HTML, and a standfirst is not.
        made.add_item(**entry | {"description": escape(entry["description"])})
    return made.writeString("utf-8")


def as_json(feed):
    """Return the feed as JSON Feed 1.1."""
    said = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.words or None,
        "home_page_url": feed.page,
        "feed_url": feed.url,
        "icon": picture_of_ours("icon-512.png"),
        "favicon": picture_of_ours("icon-192.png"),
        "language": language(),
        "authors": [{"name": feed.paper.name}],
        "hubs": [{"type": "WebSub", "url": feed.hub}] if feed.hub else None,
        "items": [item(entry) for entry in feed.entries],
    }
    return json.dumps({name: value for name, value in said.items() if value is not None}, ensure_ascii=False)


def item(entry):
    said = {
        "id": entry["unique_id"],
        "url": entry["link"],
        "title": entry["title"],
        "summary": entry["description"],
        "image": entry["picture"] and entry["picture"].url,
        "date_published": moment(entry["pubdate"]),
        "date_modified": moment(entry["updateddate"]),
        "authors": [{"name": name, **({"url": url} if url else {})} for name, url in entry["creators"]],
        "tags": entry["categories"],
    }
    text = {"content_html": entry["content"]} if entry["content"] else {"content_text": entry["description"]}
    return {name: value for name, value in said.items() if value} | text


FORMATS = {
    "rss": ("application/rss+xml; charset=utf-8", lambda feed: xml(Rss, feed)),
    "atom": ("application/atom+xml; charset=utf-8", lambda feed: xml(Atom, feed)),
    "json": ("application/feed+json; charset=utf-8", as_json),
}
