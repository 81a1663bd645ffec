"""A story's versions: all of them, one of them as readers would see it, any two by word, and one brought back."""

from django.contrib import admin, messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from articles import version, workflow
from articles.compare import compare, in_short
from articles.in_words import InWords
from articles.models import Article, Correction
from articles.restore import restore
from articles.show_change import NothingToShow, show_change
from articles.topics import NotATag
from articles.views import page_of
from articles.workflow import NotAllowed
from articles.write import Overtaken
from images.delete import InBin

from . import deeds

SHOWN = 25


@require_safe
def versions(request, pk):
    """All versions, newest first, each with what it changed."""
    story = deeds.fetch_whole(request, pk)
    rows = story.revisions.select_related("saved_by")
    page = Paginator(rows, SHOWN).get_page(request.GET.get("page"))
    # With the one before, against which the last of the page is held.
    found = list(rows[page.start_index() - 1 : page.start_index() + SHOWN] if page.paginator.count else [])
    for one, before in zip(found, [*found[1:], None], strict=True):
        one.before, one.changes = before, in_short(before.facts, one.facts) if before else []
    context = {
        "page": page,
        "versions": found[: len(page)],
        "state": workflow.state(story),
        "to_come": story.scheduled_changes.filter(done_at=None, cancelled_at=None).first(),
        "notices": story.corrections.all()[:SHOWN],
        "may_correct": workflow.may("correct", request.user),
        "may_change": admin.site._registry[Article].has_change_permission(request, story),
    }
    return show_page(request, "versions", story, "Versions", **context)


@require_safe
def look(request, pk, number):
    """One version as readers would see it."""
    deeds.fetch_whole(request, pk)
    story = Article.objects.for_page().get(pk=pk)
    seen = revision(story, number)
    laid_over = version.as_of(story, seen.facts)
    return render(request, "articles/article.html", {**page_of(laid_over), "preview": "version", "seen": seen})


@require_safe
def compare_two(request, pk):
    """Any two versions by word: ?from=3&to=5."""
    story = deeds.fetch_whole(request, pk)
    before, after = (revision(story, number_in(request.GET.get(name, ""))) for name in ("from", "to"))
    found = compare(before.facts, after.facts, InWords(before.facts, after.facts))
    title = f"Version {before.number} and version {after.number}"
    context = {"before": before, "after": after, "found": found}
    context["may_change"] = admin.site._registry[Article].has_change_permission(request, story)
    return show_page(request, "compare", story, title, **context)


@require_http_methods(["GET", "HEAD", "POST"])
def bring_back(request, pk, number):
    """Ask whether a version is to be brought back, with what it changes; POST does it, as a new version."""
    story = deeds.fetch(request, pk)
    seen, status, refused = revision(story, number), 200, None
    if request.method == "POST":
        try:
            base = number_in(request.POST.get("base", ""))
            made = restore(article=story, number=number, by=request.user, base=base)
        except (Overtaken, InBin, NotATag, NotAllowed) as error:
            refused, status = error, {Overtaken: 409, NotAllowed: 403}.get(type(error), 422)
            story = deeds.fetch(request, pk)
        else:
            words = f"Version {number} is back, as version {made.number}." if made.kind == "restore" else NOTHING_NEW
            messages.success(request, words)
            return redirect("admin:story_versions", pk)
    newest = version.newest(story)
    after = newest | {name: seen.facts[name] for name in version.TEXT if name in seen.facts}
    found = compare(newest, after, InWords(newest, after))
    return show_page(
        request, "bring_back", story, f"Bring back version {number}", status, seen=seen, found=found, refused=refused
    )


NOTHING_NEW = "The newest version says the same already: nothing was changed."


@require_POST
def show_to_readers(request, pk, correction):
    """Let readers see what a notice changed, or no longer."""
    story = deeds.fetch_whole(request, pk)
    notice = get_object_or_404(Correction.objects.select_related("article"), pk=correction, article=story)
    shows = request.POST.get("shows") == "1"
    try:
        show_change(correction=notice, by=request.user, shows=shows)
        said = "Readers see what it changed." if shows else "Readers do not see any more what it changed."
        messages.success(request, said)
    except (NotAllowed, NothingToShow) as refused:
        messages.error(request, str(refused))
    return redirect("admin:story_versions", pk)


def revision(story, number):
    return get_object_or_404(story.revisions.select_related("saved_by"), number=number)


def number_in(text):
    """Return the number of a version, as an address or a form names it."""
    if text.isdecimal() and len(text) < 10:
        return int(text)
    raise Http404


def show_page(request, name, story, title, status=200, **context):
    context = {**admin.site.each_context(request), "story": story, "title": f"{title}: {story.headline}", **context}
    return render(request, f"admin/articles/article/{name}.html", context | {"words": title}, status=status)


def pages(view):
    """Return the addresses; `view` is the desk's admin_view."""
    return [
        path("<int:pk>/versions/", view(versions), name="story_versions"),
        path("<int:pk>/versions/compare/", view(compare_two), name="story_compare"),
        path("<int:pk>/versions/<int:number>/", view(look), name="story_version"),
        path("<int:pk>/versions/<int:number>/bring-back/", view(bring_back), name="story_bring_back"),
        path("<int:pk>/versions/notices/<int:correction>/", view(show_to_readers), name="story_show_change"),
    ]
