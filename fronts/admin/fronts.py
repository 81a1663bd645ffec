"""The fronts at the desk: which there are, preview, history, and the one click to the top. (arranging.py: the rest.)"""

from django.contrib import admin, messages
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_safe

from articles.models import Article
from fronts.arrange import Conflict, discard
from fronts.bring_back import IsLive, bring_back
from fronts.make_top import NotPublic, make_top
from fronts.models import Edition, Front, Slot
from fronts.views import show_paper, show_section
from fronts.warn import warnings
from pagecache.parts import fill_in

from .arranging import arrange_page
from .desk import ForArrangers, answer, arrangers_only, fetch
from .forms import VersionForm

State = Edition.State
SHOWN = 50  # editions in the history


@require_safe
@arrangers_only
def list_page(request):
    """All fronts: who launched each, whether a draft waits, and what needs looking after."""
    rows, at = [], timezone.now()
    editions = Edition.objects.exclude(state=State.PAST).with_slots()
    editions = {(edition.front_id, edition.state): edition for edition in editions}
    for front in Front.objects.everywhere():
        live, draft = editions.get((front.pk, State.LIVE)), editions.get((front.pk, State.DRAFT))
        found = [(slot, warning) for slot in (live.slots.all() if live else []) for warning in warnings(slot, at)]
        rows.append((front, live, draft, found))
    return answer(request, "fronts.html", "Fronts", rows=rows)


@require_safe
@arrangers_only
@fill_in
def preview_page(request, pk):
    """The draft, or what is live where there is none, as readers will see it: by the same template."""
    front = fetch(pk)
    edition = front.edition(State.DRAFT) or front.edition(State.LIVE)
    slots, more = edition.slots.all() if edition else [], {"preview": True, "noindex": True, "front": front}
    if front.section:
        return show_section(request, front.section, slots, **more)
    return show_paper(request, slots, **more)


@require_http_methods(["GET", "HEAD", "POST"])
@arrangers_only
def discard_page(request, pk):
    front, form, refused = fetch(pk), VersionForm(request.POST), None
    if request.method == "POST":
        try:
            version = form.cleaned_data["version_seen"] if form.is_valid() else -1
            discard(front=front, by=request.user, version_seen=version)
        except Conflict as conflict:
            front, refused = fetch(pk), conflict
        else:
            messages.success(request, "The draft is gone. What is live stays as it is.")
            return redirect("admin:front_arrange", pk)
    draft = front.edition(State.DRAFT)
    title = f"Discard the draft: {front}"
    return answer(request, "discard.html", title, 409 if refused else 200, front=front, draft=draft, refused=refused)


@require_http_methods(["GET", "HEAD", "POST"])
@arrangers_only
def history_page(request, pk):
    """Every launch of a front, with who and when; and the return to one of them."""
    front, refused, status = fetch(pk), None, 200
    if request.method == "POST":
        number, form = request.POST.get("edition", ""), VersionForm(request.POST)
        if not (number.isdecimal() and len(number) < 19):
            raise Http404
        edition = get_object_or_404(front.editions.exclude(state=State.DRAFT), pk=number)
        try:
            version = form.cleaned_data["version_seen"] if form.is_valid() else -1
            bring_back(edition=edition, by=request.user, version_seen=version)
        except (Conflict, IsLive) as error:
            refused, status, front = error, 409, fetch(pk)
        else:
            messages.success(request, "Brought back: readers see the page as it was then.")
            return redirect("admin:front_history", pk)
    slots = Prefetch("slots", Slot.objects.select_related("article"))
    editions = front.editions.exclude(state=State.DRAFT).select_related("launched_by").prefetch_related(slots)
    context = {"front": front, "editions": editions[:SHOWN], "shown": SHOWN, "refused": refused}
    return answer(request, "history.html", f"History: {front}", status, **context)


@require_http_methods(["GET", "HEAD", "POST"])
@arrangers_only
def make_top_page(request, pk):
    """One click at the story's page. `place` says of which front: the paper's, or that of the story's section."""
    story, refused = get_object_or_404(Article.objects.select_related("section"), pk=pk), None
    if request.method == "POST":
        section = story.section if request.POST.get("place") == "section" else None
        try:
            top = make_top(article=story, by=request.user, section=section)
        except NotPublic as error:
            refused = error
        else:
            history = reverse("admin:front_history", args=[top.front_id])
            words = 'Readers see it at the top now. <a href="{}">Undo this in the history</a>'
            messages.success(request, format_html(words, history))
            return redirect("admin:articles_article_change", pk)
    title = f"Top story: {story.headline}"
    return answer(request, "make_top.html", title, 422 if refused else 200, story=story, refused=refused)


@admin.register(Front)
class FrontAdmin(ForArrangers):
    def get_urls(self):
        at_desk = self.admin_site.admin_view
        return [
            path("", at_desk(list_page), name="fronts_front_changelist"),
            path("<int:pk>/", at_desk(arrange_page), name="front_arrange"),
            path("<int:pk>/preview/", at_desk(preview_page), name="front_preview"),
            path("<int:pk>/discard/", at_desk(discard_page), name="front_discard"),
            path("<int:pk>/history/", at_desk(history_page), name="front_history"),
            path("top/<int:pk>/", at_desk(make_top_page), name="front_make_top"),
        ]
