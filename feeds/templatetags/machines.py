"""What stands in a page's head for search engines, link previews and feed readers."""

import json
from functools import partial
from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from feeds import linked_data
from feeds.content import content
from feeds.formats import FORMATS
from feeds.identity import absolute, language, picture_of_ours
from feeds.stories import Picture, picture, writers
from pagecache.parts import still

register = template.Library()

# In a script element nothing is unescaped: what could end it, or begin another, is written as JSON writes it.
ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}
HOUSE_CARD = ("card.png", 1200, 630)


class InScript(str):
    """JSON that may stand in a script element as it is."""

    def __html__(self):
        return self.translate(ESCAPES)


def script(said, place=""):
    """Return a script element; `place` is the mark of a number that is filled in later (pagecache/parts.py)."""
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    if place:
        text = text.replace(f'"{place}"', place)
    return format_html('<script type="application/ld+json">{}</script>', InScript(text))


def publisher(context):
    """Return the paper as every page names it, made once for each version of the masthead and the policies."""
    make = partial(linked_data.publisher, context["masthead"])
    return still(context.get("request"), "publisher", ["paper"], make, size=lambda said: 2_000)


@register.simple_tag(takes_context=True)
def story_head(context, article, comment_count=None):
    """All that a story's page says to machines. Where its comments are counted already, their number saves a query."""
    if comment_count in (None, ""):
        comment_count = article.comments.visible().count()
    own = absolute(article.get_absolute_url())
    said = linked_data.story(article, publisher(context), article.canonical_url or own, comment_count)
    oembed = urlencode({"url": own, "format": "json"})
    return {
        "address": said["url"],
        "published": said["datePublished"],
        "updated": said["dateModified"],
        "authors": [author["url"] for author in said["author"] if "url" in author],
        "oembed": f"{absolute(reverse('feeds:oembed'))}?{oembed}",
        "script": script(said, place=comment_count if isinstance(comment_count, str) else ""),
    }


@register.simple_tag(takes_context=True)
def breadcrumbs_json_ld(context, crumbs=None):
    """The way to this page from the front; `crumbs` are (words, path), the last with an empty path."""
    return script(linked_data.breadcrumbs(context["masthead"], crumbs or [(context["title"], "")]))


@register.simple_tag(takes_context=True)
def front_json_ld(context):
    """The paper and its site."""
    both = linked_data.front(context["masthead"], publisher(context))
    return format_html_join("\n", "{}", ((script(said),) for said in both))


@register.simple_tag(takes_context=True)
def social_card(context, article=None):
    """The picture for link previews: the lead photo, or the house card."""
    if article and article.lead:
        return {"picture": picture(article.lead.photo, "social", 1200), "alt": article.lead.alt_text}
    name, width, height = HOUSE_CARD
    card = Picture(picture_of_ours(name), width, height, "image/png")
    return {"picture": card, "alt": context["masthead"].name}


@register.simple_tag(takes_context=True)
def feed_entry(context, article):
    """What a feed with whole stories carries of this one, for who looks at it beforehand."""
    return {
        "by": [name for name, _ in writers(article)],
        "content": content(article, photos_at=context["photos_at"]),
    }


@register.simple_tag
def locale():
    return language().replace("-", "_")


@register.simple_tag(takes_context=True)
def feed_links(context, kind="latest", of=None):
    """Links to the feeds of the whole paper, or `of` a "section", an "author" or a "topic"."""
    paper = context["masthead"].name
    first, *_ = FORMATS
    path = reverse(f"feeds:{kind}", args=[of.slug, first] if of else [first]).removesuffix(first)
    title = f"{of} – {paper}" if of else paper
    links = ((content_type.partition(";")[0], path + form, title) for form, (content_type, _) in FORMATS.items())
    return format_html_join("\n", '<link rel="alternate" type="{}" href="{}" title="{}">', links)
