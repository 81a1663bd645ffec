"""Appealing against a decision, and seeing what became of the appeal."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.keep import ask_to_sign_in, forget_typed, typed_before
from comments.fields import PARTS
from law.appeal import appeal, may_appeal
from law.forms import WORDS, AppealForm
from law.refusals import Refused, SentBefore

from .notices import by_word

MAY = ["GET", "HEAD", "POST"]
LONGEST = WORDS * PARTS  # no more is kept while somebody signs in, and the form takes no more


@require_http_methods(MAY)
def appeal_notice(request, word):
    """By its secret address, for those without an account too."""
    found = by_word(word, "state")
    return against(request, found, person=found.notifier)


@require_http_methods(MAY)
def appeal_statement(request, reference):
    if request.method == "POST" and not request.user.is_authenticated:
        return ask_to_sign_in(request, {"words": request.POST.get("words", "")[:LONGEST]})
    return of_own_statement(request, reference)


@login_required
def of_own_statement(request, reference):
    rows = request.user.statements.select_related("comment__article__section", "rule", "appeal")
    return against(request, get_object_or_404(rows, reference=reference), person=request.user)


@require_http_methods(MAY)
def appeal_report(request, reference):
    if request.method == "POST" and not request.user.is_authenticated:
        return ask_to_sign_in(request, {"words": request.POST.get("words", "")[:LONGEST]})
    return of_own_report(request, reference)


@login_required
def of_own_report(request, reference):
    rows = request.user.reports.select_related("comment__article__section", "rule", "decision")
    return against(request, get_object_or_404(rows, reference=reference), person=request.user)


def against(request, thing, *, person):
    """The form; what it was refused for; or the appeal that was made."""
    posted = request.method == "POST"
    form = AppealForm(request.POST if posted else None, initial={} if posted else typed_before(request))
    made, refused, status = getattr(thing, "appeal", None), None, 422 if posted else 200
    try:
        if form.is_valid():
            appeal(against=thing, words=form.cleaned_data["words"], person=person)
            forget_typed(request)
            return redirect(request.path)
        may_appeal(thing)
    except SentBefore as error:
        made, status = error.appeal, 409 if posted else 200
    except Refused as error:
        refused, status = error, 403 if posted else 200
    context = {"thing": thing, "form": form.give_back(), "made": made, "refused": refused}
    return render(request, "law/appeal.html", context, status=status)
