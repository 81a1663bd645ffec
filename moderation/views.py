"""Reporting a comment, for readers; the queue, for moderators."""

from django.contrib.auth.decorators import login_required, permission_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.keep import ask_to_sign_in, forget_typed, typed_before
from articles.models import Article
from comments.models import Comment

from . import queue as waiting_room
from .decide import AlreadyDecided, NotAllowed, decide
from .decide import Refused as DecisionRefused
from .forms import DecisionForm, ReportForm
from .models import Rule
from .report import AlreadyReported, Changed, Gone, Refused, report

STATUS = {Gone: 410, Changed: 409}


def moderators_only(view):
    """Sign in first; who is signed in and no moderator gets 403."""
    return login_required(permission_required("comments.moderate_comment", raise_exception=True)(view))


@require_http_methods(["GET", "HEAD", "POST"])
def report_comment(request, pk):
    comment = get_object_or_404(
        Comment.objects.select_related("article__section", "reader"), pk=pk, article__in=Article.objects.live()
    )
    # Who saw it while it was visible may be late; a held comment was never there for anybody else.
    if not comment.is_visible and not (request.method == "POST" and comment.status == Comment.Status.REMOVED):
        raise Http404
    if request.method == "POST" and not request.user.is_authenticated:
        return ask_to_sign_in(request, {name: request.POST.get(name, "") for name in ("rule", "words", "text_version")})
    form = ReportForm(request.POST or None, initial={"text_version": comment.text_version, **typed_before(request)})
    status, earlier = 200, None
    if form.is_bound and form.is_valid():
        try:
            made = report(comment=comment, reader=request.user, **form.cleaned_data)
        except AlreadyReported as refused:
            earlier, status = refused.report, 409
        except Refused as refused:
            form.add_error(None, str(refused))
            status = STATUS.get(type(refused), 403)
        else:
            forget_typed(request)
            return reported(request, made)
    elif form.is_bound:
        status = 422
    if status == 409 and not earlier:  # read again, then send again: the next sending is about the new text
        form = ReportForm({**request.POST.dict(), "text_version": comment.text_version})
        form.add_error(None, "The comment was edited while you wrote. Please read it again, then send your report.")
    return answer_report(request, comment, form, earlier, status)


def answer_report(request, comment, form, earlier, status):
    template = "moderation/_report.html" if request.htmx else "moderation/report.html"
    context = {"comment": comment, "form": form.give_back() if form.is_bound else form, "earlier": earlier}
    return render(request, template, context, status=status)


def reported(request, report):
    if request.htmx:
        return render(request, "moderation/_reported.html", {"report": report})
    return redirect(report)


@login_required
@require_safe
def report_state(request, reference):
    """What became of a report: for the reader who made it."""
    report = get_object_or_404(
        request.user.reports.select_related("comment__article__section", "comment__reader", "rule", "decision"),
        reference=reference,
    )
    return render(request, "moderation/report_state.html", {"report": report})


@login_required
@require_safe
def my_reports(request):
    reports = request.user.reports.select_related("comment__article__section", "rule", "decision")[:200]
    return render(request, "moderation/my_reports.html", {"reports": reports})


@moderators_only
@require_safe
def queue(request):
    """What waits: `?show=reported` or `?show=held` for one kind alone."""
    show = request.GET.get("show", "")
    sets = {"reported": waiting_room.reported, "held": Comment.objects.held}
    comments = sets.get(show, waiting_room.waiting)()
    page = list(waiting_room.with_all(comments.order_by("posted_at", "pk"))[: waiting_room.PAGE])
    cards = [card(comment) for comment in page]
    context = {"cards": with_records(cards), "counts": waiting_room.counts(), "show": show, "rules": standing_rules()}
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


@moderators_only
@require_http_methods(["GET", "HEAD", "POST"])
def decide_comment(request, pk):
    """One comment with all that is known of it, and the decision on it."""
    comment = get_object_or_404(waiting_room.with_all(Comment.objects.all()), pk=pk)
    form = DecisionForm(request.POST, prefix=f"c{pk}") if request.method == "POST" else None
    status, conflict = 200, None
    if form and form.is_valid():
        try:
            decision = decide(comment=comment, moderator=request.user, **form.cleaned_data)
        except AlreadyDecided as refused:
            conflict, status = str(refused), 409
        except NotAllowed as refused:
            conflict, status = str(refused), 403
        except DecisionRefused as refused:
            form.add_error(None, str(refused))
            status = 422
        else:
            return decided(request, decision)
    elif form:
        status = 422
    if status == 409:  # what was typed stays; the next sending is about what now stands
        comment = waiting_room.with_all(Comment.objects.all()).get(pk=pk)
        form.data = {**form.data.dict(), f"c{pk}-version_seen": comment.version}
    context = {"card": with_records([card(comment, form)])[0], "conflict": conflict, "rules": standing_rules()}
    return render(
        request, "moderation/_card.html" if request.htmx else "moderation/decide.html", context, status=status
    )


def decided(request, decision):
    if request.htmx:
        return render(request, "moderation/_decided.html", {"decision": decision})
    return redirect("moderation:queue")
