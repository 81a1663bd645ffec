"""My unsaved text: what somebody typed at stories and has not saved, to go on with, to look at, to throw away."""

import re

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from articles.keep import earlier, leftovers, throw_away
from articles.models import Article, Figure, Unsaved
from articles.plain import plain

from .keep import address_of

MOST = 100  # on one page
WORDS = ("kicker", "headline", "standfirst", "body", "dateline", "tags", "note_to_editors", "comments_closed_reason")
CAPTION = re.compile(r"^figures-\d+-(own_caption|own_credit|own_alt_text)$")


def writers_only(view):
    def checked(request, *args, **kwargs):
        if not (request.user.has_perm("articles.change_article") or request.user.has_perm("articles.add_article")):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return checked


def own(request, pk):
    """Return one's own unsaved text; of others' nobody is told that it is there."""
    return get_object_or_404(Unsaved.objects.select_related("article"), pk=pk, by=request.user, saved_as=None)


def words_of(unsaved):
    """Yield what was typed in words: the name of the field and its text."""
    values = dict(map(tuple, unsaved.fields))
    for name in WORDS:
        if (
            text := plain(values.get(name, "")).replace("\n", "\n\n")
            if name == "body"
            else values.get(name, "").strip()
        ):
            label = "tags" if name == "tags" else Article._meta.get_field(name).verbose_name
            yield label, text
    for name, value in unsaved.fields:
        if (caption := CAPTION.match(name)) and value.strip():
            yield Figure._meta.get_field(caption[1]).verbose_name, value.strip()


def may_go_on(request, unsaved):
    """Tell whether the story's form would still take it."""
    desk = admin.site._registry[Article]
    return desk.has_change_permission(request, unsaved.article) if unsaved.article else desk.has_add_permission(request)


def row_of(request, unsaved):
    """Return what a line of the list shows."""
    story = unsaved.article
    return {
        "unsaved": unsaved,
        "story": story,
        "words": sum(len(text.split()) for _, text in words_of(unsaved)),
        "open": address_of(unsaved) if may_go_on(request, unsaved) else "",
        "since": story and story.latest > unsaved.base and story.latest,
    }


@require_safe
@writers_only
def unsaved(request):
    rows = leftovers(request.user).select_related("article")[:MOST]
    context = {
        **admin.site.each_context(request),
        "title": "My unsaved text",
        "rows": [row_of(request, row) for row in rows],
    }
    return render(request, "admin/articles/article/unsaved.html", context)


@require_safe
@writers_only
def unsaved_text(request, pk):
    row = own(request, pk)
    context = {
        **admin.site.each_context(request),
        **row_of(request, row),
        "title": f"Unsaved: {row}",
        "texts": list(words_of(row)),
        "earlier": earlier(row).defer("fields")[:MOST],
    }
    return render(request, "admin/articles/article/unsaved_text.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@writers_only
def throw_away_page(request, pk):
    row = own(request, pk)
    if request.method == "POST":
        throw_away(unsaved=row)
        messages.success(request, "The text is thrown away.")
        return redirect("admin:story_unsaved")
    context = {**admin.site.each_context(request), **row_of(request, row), "title": "Throw this text away?"}
    return render(request, "admin/articles/article/unsaved_throw_away.html", context)
