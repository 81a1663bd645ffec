"""Deciding about many comments at once."""

from django.shortcuts import get_list_or_404, render
from django.views.decorators.http import require_http_methods

from moderation import decide_many as deed
from moderation.forms import ManyForm
from moderation.models import Decision
from moderation.refusals import Refused

from .allowed import moderators_only
from .decide import back_of
from .report import standing_rules


@moderators_only
@require_http_methods(["POST"])
def decide_many(request):
    """Decide the same about all that were chosen, and tell what came of each."""
    form, status, outcomes = ManyForm(request.POST), 422, []
    if form.is_valid():
        try:
            outcomes = deed.decide_many(moderator=request.user, **form.cleaned_data)
            status = 200
        except Refused as refused:
            form.add_error("chosen", str(refused))
    return answer(request, form, outcomes, status)


def answer(request, form, outcomes, status):
    made = [outcome for outcome in outcomes if outcome.decision]
    context = {
        "form": form,
        "rules": standing_rules(),
        "outcomes": outcomes,
        "made": made,
        "batch": made[0].decision.batch if made else None,
        "refused": [outcome for outcome in outcomes if outcome.refused],
        "back": back_of(request).rstrip("&"),
    }
    return render(request, "moderation/many.html", context, status=status)


@moderators_only
@require_http_methods(["POST"])
def undo_many(request, batch):
    """Take back what was decided in one go."""
    get_list_or_404(Decision, moderator=request.user, batch=batch)
    outcomes = deed.undo_many(batch=batch, moderator=request.user)
    context = {"outcomes": outcomes, "refused": [outcome for outcome in outcomes if outcome.refused]}
    return render(request, "moderation/undone.html", context)
