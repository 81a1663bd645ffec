"""Lists, newest first: all stories, an author's, a topic's, and corrections."""

from urllib.parse import quote

from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.lists import OF_AUTHOR, OF_TOPIC, corrections_page, list_page
from articles.models import Article, Author, Correction
from articles.views.former import Elsewhere, topic_at
from pagecache.kept import kept
from pagecache.parts import fill_in

FEW = 3  # stories below which a topic's page is not worth finding in a search engine


@require_safe
@kept("latest", "paper", params=["before"])
@fill_in
def latest(request):
    before = last_of_page_before(request, Article.objects.live())
    return listing(request, "Latest stories", list_page(before=before), before)


@require_safe
@kept("latest", "paper", params=["before"])
@fill_in
def author(request, slug):
    author = get_object_or_404(Author.objects.select_related("photo"), slug=slug)
    before = last_of_page_before(request, Article.objects.live())
    page = list_page(Q(bylines__author=author), OF_AUTHOR, before)
    words = author.paragraphs[0][:155] if author.paragraphs else ""
    more = {"author": author, "words": words, "feed": "author", "of": author}
    return listing(request, author.name, page, before, template="articles/author.html", **more)


@require_safe
@kept("latest", "paper", params=["before"])
@fill_in
def tag(request, slug):
    try:
        tag = topic_at(slug)
    except Elsewhere as moved:
        return on_to("articles:tag", moved, request)
    before = last_of_page_before(request, Article.objects.live())
    page = list_page(Q(tagged__tag=tag), OF_TOPIC, before)
    if not page.rows:
        raise Http404  # a topic that only drafts carry must not tell of them
    few = not before and len(page.rows) < FEW
    return listing(request, tag.name, page, before, kicker="Topic", noindex=few, feed="topic", of=tag)


def on_to(route, moved, request):
    """Lead to where a list stands now, to the same page of it."""
    before = request.GET.get("before", "")
    page = f"?before={before}" if before.isdecimal() and len(before) < 19 else ""
    return redirect(reverse(route, args=[moved.slug]) + page, permanent=True)


def listing(request, title, page, before, template="articles/list.html", crumbs=None, **more):
    """Show a page of a list. Its address with `?before=` is the one by which it is known."""
    context = {"title": title, "page": page, "before": before, "address": quote(request.path)}
    return render(request, template, {**context, "crumbs": crumbs or [(title, "")], **more})


def last_of_page_before(request, rows):
    """Return the row that `?before=` names, None where it names none; 404 where it names one that is not there."""
    number = request.GET.get("before", "")
    if number.isdecimal() and len(number) < 19:
        return get_object_or_404(rows, pk=number)
    return None


@require_safe
@kept("latest", "paper", params=["before"])
def corrections(request):
    before = last_of_page_before(request, Correction.objects.public())
    title, page = "Corrections and clarifications", corrections_page(before)
    return listing(request, title, page, before, template="articles/corrections.html")
