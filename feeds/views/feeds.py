"""The feeds. Each is the same for everyone, and made from the latest stories and the masthead."""

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.lists import LATEST, OF_AUTHOR, OF_TOPIC
from articles.models import Author
from articles.views.former import Elsewhere, section_at, topic_at
from comments.counted import counted
from feeds.feed import Feed, add_corrections, add_stories
from feeds.formats import FORMATS
from feeds.identity import absolute, masthead
from feeds.stories import in_feed, public_corrections
from pagecache.kept import kept
from pagecache.parts import fill_in


@require_safe
@kept("latest", "paper")
@fill_in
def latest(request, form, full=False):
    return answer(request, form, full, page="/")


@require_safe
@kept("latest", "paper")
@fill_in
def section(request, slug, form, full=False):
    try:
        section = section_at(slug)
    except Elsewhere as moved:
        return on_to("section", moved, form, full)
    words = section.description
    return answer(request, form, full, section, words, within=Q(section=section))


@require_safe
@kept("latest", "paper")
@fill_in
def author(request, slug, form, full=False):
    author = get_object_or_404(Author, slug=slug)
    return answer(request, form, full, author, author.bio, within=Q(bylines__author=author), along=OF_AUTHOR)


@require_safe
@kept("latest", "paper")
@fill_in
def topic(request, slug, form, full=False):
    try:
        tag = topic_at(slug)
    except Elsewhere as moved:
        return on_to("topic", moved, form, full)
    page = reverse("articles:tag", args=[slug])
    return answer(request, form, full, tag, page=page, within=Q(tagged__tag=tag), along=OF_TOPIC, needs_stories=True)


def on_to(name, moved, form, full):
    """Lead a feed reader to the feed's address of today, which it keeps."""
    return redirect(f"feeds:{'full_' if full else ''}{name}", moved.slug, form, permanent=True)


def answer(request, form, full, of=None, words="", page="", within=None, along=LATEST, needs_stories=False):
    """Return the feed of the paper, or `of` a section, an author, a topic."""
    paper = masthead()
    stories = in_feed(full, within, along)
    if needs_stories and not stories:
        raise Http404  # a tag that only drafts carry must not tell of them
    title = f"{of} – {paper.name}" if of else paper.name
    page = page or of.get_absolute_url()
    feed = Feed(paper, title, words if of else paper.strapline, request.path, absolute(page))
    add_stories(feed, stories, full, counted(request))
    return sent(feed, form)


@require_safe
@kept("latest", "paper")
def corrections(request, form):
    """What the paper has corrected, for whoever has passed it on."""
    paper = masthead()
    title, words = f"Corrections – {paper.name}", "What we got wrong, and what is right."
    feed = Feed(paper, title, words, request.path, absolute(reverse("articles:corrections")))
    add_corrections(feed, public_corrections())
    return sent(feed, form)


def sent(feed, form):
    content_type, write = FORMATS[form]
    response = HttpResponse(write(feed), content_type=content_type)
    if feed.links:
        response.headers["Link"] = feed.links
    return response
