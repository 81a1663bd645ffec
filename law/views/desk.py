"""Notices and appeals, for moderators."""

from django.contrib import messages as told
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from law import settle
from law.answer import answer, meaning
from law.assess import assess
from law.forms import AnswerForm, AssessForm
from law.models import Appeal, Misuse, Notice
from moderation.models import Rule
from moderation.refusals import NotAllowed, Refused
from moderation.views.allowed import moderators_only

SHOWN = 50
# Each is a method of the rows.
NOTICES = {"open": "Open", "decided": "Decided", "unconfirmed": "Not confirmed", "aside": "Set aside"}
APPEALS = {"open": "Open", "decided": "Decided"}


def listed(request, rows, kinds, latest, first="due_at"):
    """Return what a list shows: of the open ones what is due first, of the others the latest first."""
    show = request.GET.get("show", "open")
    show = show if show in kinds else "open"
    rows = getattr(rows, show)()
    rows = rows.order_by(first, "pk") if show == "open" else rows.order_by(f"-{latest}", "-pk")
    page = Paginator(rows, SHOWN).get_page(request.GET.get("page"))
    return {
        "page": page,
        "show": show,
        "kinds": kinds.items(),
        "now": timezone.now(),
    }


@moderators_only
@require_safe
def notices(request):
    """Not those about a moderator's own comments: who sent them is not theirs to know."""
    rows = Notice.objects.exclude(comment__reader=request.user).select_related("comment__article__section", "decision")
    rows = rows.defer("comment__article__body", "comment__article__body_parts")
    late = rows.open().filter(due_at__lt=timezone.now()).count()
    return render(request, "law/notices.html", listed(request, rows, NOTICES, "arrived_at") | {"late": late})


@moderators_only
@require_http_methods(["GET", "HEAD", "POST"])
def one_notice(request, reference):
    rows = Notice.objects.select_related(
        "comment__article__section", "comment__reader", "decision__moderator", "notifier"
    )
    notice = get_object_or_404(rows.exclude(comment__reader=request.user), reference=reference)
    form = AssessForm(request.POST if request.method == "POST" else None)
    status, refused = 422 if form.is_bound else 200, None
    if form.is_valid():
        try:
            step = assess(notice=notice, moderator=request.user, found=form.cleaned_data["found"])
            told.success(request, f"Recorded. {step}." if step else "Recorded.")
            return redirect("law:one_notice", notice.reference)
        except Refused as error:
            refused, status = error, 403 if isinstance(error, NotAllowed) else 409
    context = {"notice": notice, "refused": refused, "now": timezone.now(), "steps": steps_about(notice)}
    return render(request, "law/one_notice.html", context, status=status)


def steps_about(notice):
    """Return what was done for misuse by the sender, and by the author."""
    sender = Q(person=notice.notifier, about=Misuse.About.NOTICES) if notice.notifier_id else Q(pk=None)
    return Misuse.objects.filter(sender | Q(person=notice.comment.reader, about=Misuse.About.CONTENT))


@moderators_only
@require_safe
def appeals(request):
    rows = Appeal.objects.select_related("comment__article__section", "statement", "report", "notice", "first")
    rows = rows.defer("comment__article__body", "comment__article__body_parts")
    decided = Appeal.objects.decided()
    numbers = {"decided": decided.count(), "reversed": decided.filter(outcome=Appeal.Outcome.REVERSED).count()}
    return render(request, "law/appeals.html", listed(request, rows, APPEALS, "decided_at") | {"numbers": numbers})


@moderators_only
@require_http_methods(["GET", "HEAD", "POST"])
def one_appeal(request, reference):
    rows = Appeal.objects.select_related(
        "comment__article__section", "comment__reader", "statement__rule", "report__rule", "notice", "first", "person"
    )
    appeal = get_object_or_404(rows, reference=reference)
    if appeal.comment_id and appeal.comment.reader_id == request.user.pk and not appeal.statement_id:
        raise Http404  # who sent a notice or a report about one's own comment is not shown
    form = AnswerForm(
        request.POST if request.method == "POST" else None,
        initial={"version_seen": appeal.comment.version if appeal.comment_id else None},
        appeal=appeal,
    )
    status, refused = 422 if form.is_bound else 200, None
    if form.is_valid():
        try:
            answer(appeal=appeal, moderator=request.user, **form.cleaned_data)
            return redirect("law:one_appeal", appeal.reference)
        except Refused as error:
            refused, status = error, 403 if isinstance(error, NotAllowed) else 409
            appeal = get_object_or_404(rows, reference=reference)
            form.initial["version_seen"] = appeal.comment.version if appeal.comment_id else None
    context = {
        "appeal": appeal,
        "form": form.give_back(),
        "refused": refused,
        "not_yours": why_not(appeal, request.user),
        "means": {outcome.value: meaning(appeal, outcome) for outcome in Appeal.Outcome},
        "rules": list(Rule.objects.standing()),
        "now": timezone.now(),
    }
    return render(request, "law/one_appeal.html", context, status=status)


def why_not(appeal, moderator):
    """Return why this moderator may not decide the appeal, or ""."""
    if appeal.comment_id and appeal.comment.reader_id == moderator.pk:
        return "This is about your own comment: another person decides about it."
    return settle.why_not(appeal, moderator.pk)
