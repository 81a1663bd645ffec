"""Where an address leads on that a topic or a section had before."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from taggit.models import Tag

from articles.models import Article, FormerSection, FormerTag, Section


class Elsewhere(Exception):
    """What is asked for has another address now: `slug` stands in it."""

    def __init__(self, slug):
        self.slug = slug
        super().__init__(slug)


def section_at(slug):
    """Return the section with this word in its address. Raises Elsewhere, or Http404."""
    if "\0" in slug:  # which no database takes
        raise Http404
    if section := Section.objects.filter(slug=slug).first():
        return section
    raise Elsewhere(get_object_or_404(FormerSection.objects.select_related("section"), slug=slug).section.slug)


def topic_at(slug):
    """Return the topic with this word in its address. Raises Elsewhere, or Http404, also where the topic has no public
    story: that there is one is nobody's business."""
    if tag := Tag.objects.filter(slug=slug).first():
        return tag
    former = FormerTag.objects.select_related("tag").filter(slug=slug).first()  # the newest
    if former is None:
        raise Http404
    get_object_or_404(Article.objects.live().filter(tagged__tag=former.tag).order_by("-publish_at")[:1])
    raise Elsewhere(former.tag.slug)
