"""The moderators' numbers, and the calibration rounds."""

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from articles.models import Section
from articles.sanitise import comment_html
from moderation.models import Rule
from moderation.views.allowed import moderators_only

from .answer import answer
from .forms import AnswerForm, SpanForm
from .models import Answer, Round, RoundCard
from .numbers import numbers
from .refusals import Closed, Refused
from .result import STORY, has_answered_all, result
from .span import SPANS
from .start import close_round, start_round


@moderators_only
@require_safe
def dashboard(request):
    """How much comes in, how long it waits, what is decided: `?span=` today, 7, 30 or 90 days, `?section=` its slug."""
    form = SpanForm(request.GET)
    span = form.chosen(timezone.now())
    context = {"span": span, "spans": SPANS, "chosen": form.name, "sections": Section.objects.all()}
    context |= numbers(span, people=request.user.has_perm("figures.view_people"))
    return render(request, "figures/dashboard.html", context)


@moderators_only
@require_http_methods(["GET", "HEAD", "POST"])
def rounds(request):
    """All calibration rounds; who may, starts one."""
    refused = None
    if request.method == "POST":
        may_run(request)
        try:
            return redirect("figures:round", start_round(by=request.user).pk)
        except Refused as error:
            refused = error
    own = Count("cards", filter=Q(cards__answers__moderator=request.user), distinct=True)
    found = Round.objects.annotate(size=Count("cards", distinct=True), answered=own)[:50]
    is_open = any(each.is_open for each in found)
    context = {"rounds": found, "refused": refused, "is_open": is_open}
    return render(request, "figures/rounds.html", context, status=409 if refused else 200)


def may_run(request):
    if not request.user.has_perm("figures.start_round"):
        raise PermissionDenied


@moderators_only
@require_http_methods(["GET", "HEAD", "POST"])
def round_page(request, pk):
    """How far one has come in a round; what came of it, for who has answered all of it or when it is closed."""
    round = get_object_or_404(Round, pk=pk)
    if request.method == "POST":
        may_run(request)
        close_round(round=round, by=request.user)
        return redirect("figures:round", pk)
    own = Count("answers", filter=Q(answers__moderator=request.user))
    cards = list(round.cards.annotate(answered=own).values_list("position", "answered"))
    left = [position for position, answered in cards if not answered]
    context = {"round": round, "cards": cards, "left": len(left), "next": left[0] if left else None}
    if not left or not round.is_open:
        context |= {"result": result(round, request.user)}
    return render(request, "figures/round.html", context)


@moderators_only
@require_http_methods(["GET", "HEAD", "POST"])
def card(request, pk, position):
    """One card of a round, without names and without what was decided."""
    cards = RoundCard.objects.select_related("round", "decision__comment__article", "decision__comment__parent")
    card = get_object_or_404(cards.defer(*STORY), round__pk=pk, position=position)
    posted, refused = request.method == "POST", None
    form, status = AnswerForm(request.POST if posted else None), 422 if posted else 200
    if form.is_valid():
        try:
            answer(card=card, moderator=request.user, rule=form.cleaned_data["answer"])
            return redirect(next_address(card, request.user))
        except Closed as error:
            refused, status = error, 409
    context = {"card": card, "form": form, "refused": refused, "given": given(request, card)}
    context |= {"rules": Rule.objects.standing(), "text": comment_html(card.decision.text)}
    context |= {"size": card.round.cards.count()}
    return render(request, "figures/card.html", context, status=status)


def given(request, card):
    """Return what is chosen: what was sent, or what the moderator answered before."""
    if request.method == "POST":
        return request.POST.get("answer", "")
    before = Answer.objects.filter(card=card, moderator=request.user).select_related("rule").first()
    return before and (before.rule.code if before.rule else AnswerForm.KEEP)


def next_address(card, moderator):
    """Return the next card that the moderator has not answered, behind this one first; or the round."""
    if has_answered_all(card.round, moderator):
        return card.round
    left = card.round.cards.exclude(answers__moderator=moderator).order_by("position")
    return (left.filter(position__gt=card.position).first() or left.first()).get_absolute_url()
