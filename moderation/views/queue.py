"""The queue: what waits, in the order and as narrow as its moderator wants it."""

from urllib.parse import urlencode

from django.http import HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from articles.models import Section
from moderation import queue as waiting_room
from moderation.forms import FilterForm, ViewForm
from moderation.language import NAMES
from moderation.models import Decision, View

from .allowed import moderators_only
from .cards import cards_of
from .report import standing_rules

HEADINGS = {
    "": "Waiting",
    "reported": "Reported",
    "held": "Held",
    "new": "New",
    "appeals": "Appeals",
    "legal": "Legal",
    "editor": "With the editor",
    "removed": "Removed",
    "all": "All comments",
}
TABS = [(kind, words) for kind, words in HEADINGS.items() if kind]


@moderators_only
@require_safe
def queue(request):
    """What waits, or what a filter asks for; `?after=` where the page before ended. What is forged is left out."""
    form, at = FilterForm(request.GET), timezone.now()
    wanted = form.wanted()
    comments, more = waiting_room.page(wanted, moderator=request.user, at=at, after=request.GET.get("after", ""))
    query = form.query()
    context = {
        "cards": cards_of(comments, moderator=request.user, at=at),
        "more": urlencode({**query, "after": more}) if more else "",
        "further": more and len(comments) < waiting_room.PAGE,
        "counts": waiting_room.counts(request.user),
        "wanted": wanted,
        "elsewhere": wanted.show in waiting_room.ELSEWHERE,
        "heading": HEADINGS[wanted.show],
        "tabs": tabs(query),
        "query": urlencode(query),
        "narrowed": form.in_words(),
        "rules": standing_rules(),
        "done": just_decided(request),
    }
    return render(request, "moderation/queue.html", context)


def tabs(query):
    """Return the kinds, each with its address under the same filter."""
    kept = {name: value for name, value in query.items() if name != "show"}
    return [
        ("", HEADINGS[""], urlencode(kept)),
        *[(kind, words, urlencode({"show": kind} | kept)) for kind, words in TABS],
    ]


def just_decided(request):
    """Return the decision that led here without scripts, for its line with the way to take it back."""
    done = request.GET.get("done", "")
    if not (done.isdecimal() and len(done) < 19):
        return None
    mine = Decision.objects.filter(moderator=request.user).select_related("comment__reader", "rule")
    return mine.filter(pk=int(done)).first()


@moderators_only
@require_safe
def filters(request):
    """The filter's form, and the views that this moderator keeps."""
    form = FilterForm(request.GET)
    context = {
        "form": form,
        "wanted": form.wanted(),
        "query": urlencode(form.query()),
        "narrowed": form.in_words(),
        "kinds": HEADINGS.items(),
        "sections": Section.objects.all(),
        "rules": standing_rules(),
        "languages": sorted(NAMES.items(), key=lambda item: item[1]),
        "views": request.user.views.all(),
    }
    return render(request, "moderation/filters.html", context)


@moderators_only
@require_http_methods(["POST"])
def views(request):
    """Keep the filter that is in force under a name, or drop one that is kept."""
    if drop := request.POST.get("drop"):
        if not (drop.isdecimal() and len(drop) < 19):
            return HttpResponseBadRequest("Please press the button.", content_type="text/plain; charset=utf-8")
        request.user.views.filter(pk=int(drop)).delete()
        return redirect("moderation:filters")
    form = ViewForm(request.POST)
    if not form.is_valid():
        context = {"view_form": form, "form": FilterForm({}), "query": form.data.get("query", "")}
        return render(request, "moderation/filters.html", context, status=422)
    View.objects.update_or_create(
        moderator=request.user, name=form.cleaned_data["name"], defaults={"query": form.cleaned_data["query"]}
    )
    return redirect(f"{reverse('moderation:queue')}?{form.cleaned_data['query']}")
