"""Reporting a comment, for readers; the queue, for moderators."""

from django.contrib.auth.decorators import login_required, permission_required
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.keep import ask_to_sign_in, forget_typed, typed_before
from comments.models import Comment
from comments.network import address_of, network_of

from . import queue as waiting_room
from .decide import decide
from .forms import DecisionForm, ReportForm
from .models import Rule
from .refusals import NotAllowed
from .refusals import Refused as DecisionRefused
from .report import AlreadyReported, Changed, Gone, Refused, TooMany, may_report, report

STATUS = {Gone: 410, TooMany: 429}


@require_http_methods(["GET", "HEAD", "POST"])
def report_comment(request, pk):
    comment = get_object_or_404(
        Comment.objects.once_public().noting_the_story().select_related("article__section", "reader"), pk=pk
    )
    posted = request.method == "POST"
    initial = {"text_version": comment.text_version} | ({} if posted else typed_before(request))
    form = ReportForm(request.POST if posted else None, initial=initial)
    status, refused = 422 if posted else 200, None
    try:
        may_report(comment=comment, reader=request.user)
        if form.disagrees:
            forget_typed(request)
            return answer_report(request, comment, form, 200, None)
        if form.is_valid():
            if not request.user.is_authenticated:
                return ask_to_sign_in(request, {**form.cleaned_data, "rule": form.cleaned_data["rule"].code})
            network = network_of(address_of(request), timezone.now())
            made = report(comment=comment, reader=request.user, network=network, **form.cleaned_data)
            forget_typed(request)
            return reported(request, made)
    except Changed as error:
        form.add_error("text_version", str(error))
        status = 409
    except AlreadyReported as error:
        forget_typed(request)
        status, refused = 409 if posted else 200, error
    except Refused as error:
        status, refused = STATUS.get(type(error), 403), error
    return answer_report(request, comment, form.give_back(), status, refused)


def answer_report(request, comment, form, status, refused):
    context = {"comment": comment, "form": form, "refused": refused, "rules": standing_rules()}
    template = "moderation/_report.html" if request.htmx else "moderation/report.html"
    return render(request, template, context, status=status)


def reported(request, report):
    if request.htmx:
        return render(request, "moderation/_reported.html", {"report": report})
    return redirect(report)


def with_comments(reports):
    comments = Comment.objects.noting_the_story().select_related("article__section", "reader")
    return reports.select_related("rule", "decision").prefetch_related(Prefetch("comment", comments))


@login_required
@require_safe
def report_state(request, reference):
    """What became of a report: for the reader who made it."""
    report = get_object_or_404(with_comments(request.user.reports), reference=reference)
    return render(request, "moderation/report_state.html", {"report": report})


@login_required
@require_safe
def my_reports(request):
    return render(request, "moderation/my_reports.html", {"reports": with_comments(request.user.reports)[:200]})


def moderators_only(view):
    """Sign in first; who is signed in and no moderator gets 403."""
    return login_required(permission_required("comments.moderate_comment", raise_exception=True)(view))


@moderators_only
@require_safe
def queue(request):
    """What waits: `?show=reported` or `?show=held` for one kind alone; `?after=` where the page before ended."""
    show, after = request.GET.get("show", ""), request.GET.get("after", "")
    comments, are_more = waiting_room.page(show, int(after) if after.isdecimal() and len(after) < 19 else 0)
    cards = with_records([card(comment) for comment in comments])
    more = comments[-1].pk if are_more else None
    context = {"cards": cards, "more": more, "counts": waiting_room.counts(), "show": show, "rules": standing_rules()}
    return render(request, "moderation/queue.html", context)


def standing_rules():
    return list(Rule.objects.standing())


def card(comment, form=None):
    """One comment with the form to decide on it."""
    form = form or DecisionForm(initial={"version_seen": comment.version}, prefix=f"c{comment.pk}")
    return {"comment": comment, "form": form, "open": [row for row in comment.reports.all() if not row.decision_id]}


def with_records(cards):
    records = waiting_room.records({card["comment"].reader_id for card in cards})
    for one in cards:
        one["record"] = records.get(one["comment"].reader_id)
    return cards


@require_http_methods(["GET", "HEAD", "POST"])
def decide_comment(request, pk):
    if request.method == "POST" and not request.user.is_authenticated:
        typed = {name: request.POST.get(f"c{pk}-{name}", "") for name in ("rule", "note", "version_seen")}
        return ask_to_sign_in(request, typed)
    return decide_signed_in(request, pk)


@moderators_only
def decide_signed_in(request, pk):
    """One comment with all that is known of it, and the decision on it."""
    all_known, posted = waiting_room.with_all(Comment.objects.all()), request.method == "POST"
    comment = get_object_or_404(Comment if posted else all_known, pk=pk)
    initial = {"version_seen": comment.version} | ({} if posted else typed_before(request))
    form = DecisionForm(request.POST if posted else None, initial=initial, prefix=f"c{pk}")
    status, conflict = 422 if posted else 200, None
    if form.is_valid():
        try:
            decision = decide(comment=comment, moderator=request.user, **form.cleaned_data)
            forget_typed(request)
            return decided(request, decision)
        except DecisionRefused as refused:
            conflict, status = refused, 403 if isinstance(refused, NotAllowed) else 409
            form.add_error("version_seen", str(refused))
    if posted:  # what was typed stays; the next sending is about what now stands
        comment = all_known.get(pk=pk)
        form.initial["version_seen"] = comment.version
    return answer_decision(request, comment, form.give_back(), status, conflict)


def answer_decision(request, comment, form, status, conflict):
    context = {"card": with_records([card(comment, form)])[0], "conflict": conflict, "rules": standing_rules()}
    template = "moderation/_card.html" if request.htmx else "moderation/decide.html"
    return render(request, template, context, status=status)


def decided(request, decision):
    if request.htmx:
        return render(request, "moderation/_decided.html", {"decision": decision})
    return redirect("moderation:queue")
