"""One comment with all that is known of it, and the decision on it."""

from django.http import HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_safe

from accounts.keep import ask_to_sign_in, forget_typed, typed_before
from comments.models import Comment
from moderation import queue as waiting_room
from moderation.decide import decide
from moderation.forms import DecisionForm
from moderation.models import Decision
from moderation.nearest import nearest
from moderation.refusals import NotAllowed, Refused
from moderation.undo import undo

from .allowed import moderators_only
from .cards import cards_of
from .report import standing_rules

LONGEST = 5000  # characters kept of what was typed by somebody who was signed out meanwhile
TYPED = ("rule", "note", "version_seen")
NEIGHBOURS = 5  # before it, after it, and under it


@require_http_methods(["GET", "HEAD", "POST"])
def decide_comment(request, pk):
    if request.method == "POST" and not request.user.is_authenticated:
        return ask_to_sign_in(request, {name: request.POST.get(f"c{pk}-{name}", "")[:LONGEST] for name in TYPED})
    return decide_signed_in(request, pk)


@moderators_only
def decide_signed_in(request, pk):
    """One comment with all that is known of it, and the decision on it."""
    all_known, posted = waiting_room.with_all(Comment.objects.all()), request.method == "POST"
    rows = Comment.objects.select_related("article__section", "reader").defer("article__body", "article__body_parts")
    comment = get_object_or_404(rows if posted else all_known, pk=pk)
    initial = {"version_seen": comment.version} | ({} if posted else typed_before(request))
    form = DecisionForm(request.POST if posted else None, initial=initial, prefix=f"c{pk}")
    status, conflict = 422 if posted else 200, None
    if form.is_valid():
        try:
            decision = decide(comment=comment, moderator=request.user, **form.cleaned_data)
            forget_typed(request)
            return decided(request, decision)
        except Refused as refused:
            conflict, status = refused, 403 if isinstance(refused, NotAllowed) else 409
            form.add_error("version_seen", str(refused))
    if posted:  # what was typed stays; the next sending is about what now stands
        comment = all_known.get(pk=pk)
        form.initial["version_seen"] = comment.version
    return answer(request, comment, form.give_back(), status, conflict)


def answer(request, comment, form, status=200, conflict=None):
    [card] = cards_of([comment], moderator=request.user, form=form)
    context = {"card": card, "conflict": conflict, "rules": standing_rules(), "open_panel": request.GET.get("do", "")}
    template = "moderation/_deciding.html" if request.htmx else "moderation/decide.html"
    if request.htmx and request.GET.get("do"):
        template = "moderation/_panel.html"
    return render(request, template, context, status=status)


def decided(request, decision):
    if request.htmx:
        return render(request, "moderation/_decided.html", {"decision": decision})
    return redirect(f"{reverse('moderation:queue')}?{back_of(request)}done={decision.pk}")


def back_of(request):
    """Return the filter in which the moderator works, as it stands before further parameters."""
    back = request.POST.get("back", "")[:500]
    safe = back and url_has_allowed_host_and_scheme(f"/?{back}", None) and "\n" not in back and "\r" not in back
    return f"{back}&" if safe else ""


@moderators_only
@require_http_methods(["POST"])
def undo_one(request, pk):
    """Take one's own last decision on a comment back."""
    number = request.POST.get("decision", "")
    if not (number.isdecimal() and len(number) < 19):
        return HttpResponseBadRequest("Please press the button.", content_type="text/plain; charset=utf-8")
    decision = get_object_or_404(Decision, pk=int(number), comment__pk=pk)
    status, conflict = 200, None
    try:
        undo(decision=decision, moderator=request.user)
        if not request.htmx:
            return redirect("moderation:decide", pk)
    except Refused as refused:
        status, conflict = 403 if isinstance(refused, NotAllowed) else 409, refused
    comment = waiting_room.with_all(Comment.objects.all()).get(pk=pk)
    form = DecisionForm(initial={"version_seen": comment.version}, prefix=f"c{pk}")
    return answer(request, comment, form, status, conflict)


@moderators_only
@require_safe
def around(request, pk):
    """What stands around a comment in its conversation: to be read with it, and to be decided on too."""
    comment = get_object_or_404(Comment, pk=pk)
    thread = comment.article.comments.select_related("reader")
    before = thread.filter(path__lt=comment.path).order_by("-path")[:NEIGHBOURS]
    after = thread.filter(path__gt=comment.path).order_by("path")[: 2 * NEIGHBOURS]
    context = {"comment": comment, "around": [*reversed(before), *thread.filter(pk=pk), *after]}
    return render(request, "moderation/_around.html" if request.htmx else "moderation/around.html", context)


@moderators_only
@require_safe
def nearest_to(request, pk):
    """What was decided about the texts that are most like this one."""
    comment = get_object_or_404(Comment, pk=pk)
    context = {"comment": comment, "nearest": nearest(comment)}
    return render(request, "moderation/_nearest.html" if request.htmx else "moderation/nearest.html", context)
