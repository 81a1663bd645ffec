"""Reporting a comment, and what became of it."""

from django.contrib.auth.decorators import login_required
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.keep import ask_to_sign_in, forget_typed, typed_before
from comments.models import Comment
from comments.network import address_of, network_of
from moderation.forms import ReportForm
from moderation.models import Rule
from moderation.report import AlreadyReported, Changed, Gone, Refused, TooMany, may_report, report
from moderation.voices import accuracy_of
from moderation.withdraw import Refused as NotWithdrawn
from moderation.withdraw import withdraw

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
    sends = posted and request.user.is_authenticated and not form.disagrees and form.is_valid()
    try:
        if not sends:  # which asks this itself
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
    context = {"reports": with_comments(request.user.reports)[:200], "accuracy": accuracy_of(request.user)}
    return render(request, "moderation/my_reports.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_report(request, reference):
    """What withdrawing a report does, with the button; then its state."""
    report = get_object_or_404(with_comments(request.user.reports), reference=reference)
    refused = None
    if request.method == "POST":
        try:
            withdraw(report=report, reader=request.user)
            return redirect(report)
        except NotWithdrawn as error:
            refused = error
    context = {"report": report, "refused": refused}
    return render(request, "moderation/withdraw.html", context, status=409 if refused else 200)


def standing_rules():
    return list(Rule.objects.standing())
