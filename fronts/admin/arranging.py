"""The page on which a front is arranged. It works without scripts: each button sends the whole form."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from fronts.arrange import Conflict, Refused, arrange
from fronts.find import latest, stories_with
from fronts.launch import NothingToLaunch, launch
from fronts.models import Edition
from fronts.warn import warnings

from .desk import answer, arrangers_only, fetch
from .forms import ArrangeForm, SlotFormSet

State = Edition.State


@require_http_methods(["GET", "HEAD", "POST"])
@arrangers_only
def arrange_page(request, pk):
    front = fetch(pk)
    if request.method != "POST":
        now = front.edition(State.DRAFT) or front.edition(State.LIVE)
        slots = now.slots.all() if now else []
        return show(request, front, SlotFormSet(initial=[slot.facts for slot in slots], prefix="slots"))
    formset, form = SlotFormSet(request.POST, prefix="slots"), ArrangeForm(request.POST)
    if not (formset.is_valid() and form.is_valid()):
        return show(request, front, formset, form=form, status=422)
    try:
        with transaction.atomic():
            slots, version = form.carry_out(formset.slots()), form.cleaned_data["version_seen"]
            arrange(front=front, by=request.user, slots=slots, version_seen=version)
            if "launch" in request.POST:
                launch(front=front, by=request.user, version_seen=front.version)
    except Conflict as conflict:
        return show(request, fetch(pk), formset, form=form, status=409, conflict=conflict)
    except (Refused, NothingToLaunch) as refused:
        form.add_error(None, str(refused))
        return show(request, fetch(pk), formset, form=form, status=422)
    return done(request, front, form)


def show(request, front, formset, form=None, status=200, conflict=None):
    at, words = timezone.now(), words_of(request)
    live, draft = front.edition(State.LIVE), front.edition(State.DRAFT)
    now = (draft or live).slots.all() if draft or live else []
    there = formset.values("article_id")
    context = {
        "front": front,
        "formset": formset,
        "rows": [(form, slot, warnings(slot, at) if slot else []) for form, slot in formset.shown()],
        "errors": [*formset.non_form_errors(), *(error for errors in form.errors.values() for error in errors)]
        if form
        else [],
        "conflict": conflict,
        "now": now if conflict else None,
        "live": live,
        "draft": draft,
        "live_rows": [(slot, warnings(slot, at)) for slot in (live.slots.all() if live else [])],
        "words": words,
        "found": [
            (story, story.pk in there) for story in (stories_with(words) if words else latest(front.section, at))
        ],
    }
    return answer(request, "arrange.html", f"Arrange: {front}", status, **context)


def words_of(request):
    """Return what stands in the search field: every button sends it along."""
    return (request.POST.get("q") or request.GET.get("q", "")).replace("\0", "")[:100].strip()


def done(request, front, form):
    """Send the editor on: to the preview, to what was searched for, or back to the slot that was added or moved."""
    here = reverse("admin:front_arrange", args=[front.pk])
    if "preview" in request.POST:
        return redirect("admin:front_preview", front.pk)
    if "launch" in request.POST:
        messages.success(request, "Launched: readers see the page as you arranged it.")
        return redirect(here)
    if "save" in request.POST:
        messages.success(request, "The draft is saved. Readers see it when you launch it.")
    if words := words_of(request):
        here += "?" + urlencode({"q": words})
    touched = form.touched
    return redirect(f"{here}#slot-{touched}" if touched else f"{here}#add" if "find" in request.POST else here)
