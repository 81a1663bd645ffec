"""Find stories for a front or a banner, at the desk: published or not."""

import re

from articles.models import Article

NUMBER = re.compile(r"(?:^|[-/])(\d{1,18})/?$")
MOST = 15


def story_named(text):
    """Return the story whose number or address `text` is, or None."""
    number = NUMBER.search(text.strip())
    return Article.objects.select_related("section").filter(pk=number[1]).first() if number else None


def stories_with(words):
    """Return the stories last saved that have all `words` in their headlines, or the one whose address it is."""
    if story := story_named(words):
        return [story]
    stories = Article.objects.select_related("section").defer("body", "body_parts").order_by("-saved_at")
    for word in words.split()[:8]:
        stories = stories.filter(headline__icontains=word)
    return list(stories[:MOST])


def latest(section, at):
    """Return the newest stories of a section, or of the paper (None)."""
    stories = Article.objects.live(at).filter(**({"section": section} if section else {}))
    return list(stories.select_related("section").defer("body", "body_parts").order_by("-publish_at", "-pk")[:MOST])
