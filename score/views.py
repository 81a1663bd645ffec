"""The score's own page, for the moderators' editor."""

from django.contrib.auth.decorators import login_required, permission_required
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from . import told
from .because import because
from .force import model_in_force
from .forms import TryForm
from .models import Scorer, Training
from .scores import in_words
from .switch import PERMISSION, switch
from .train import train_soon

WORDS_SHOWN = 12


@login_required
@permission_required(PERMISSION, raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def score(request):
    """State and quality; POST switches (`state`), trains (`train`), or tries a text out."""
    if "state" in request.POST:
        switch(on=request.POST["state"] == "on", by=request.user)
        return redirect("score:score")
    if "train" in request.POST:
        train_soon.enqueue()
        return redirect("score:score")
    form = TryForm(request.POST if request.method == "POST" else None)
    tried = tried_out(**form.cleaned_data) if form.is_valid() else None
    context = {"form": form, "tried": tried, **as_it_stands()}
    return render(request, "score/score.html", context, status=422 if form.errors else 200)


def tried_out(*, text, parent):
    value = model_in_force().score(text, parent)
    words = [(word, weight) for word, weight in because(text) if abs(weight) >= 0.01][:WORDS_SHOWN]
    return {"value": value, "in_words": in_words(value), "words": words}


def as_it_stands():
    scorer = Scorer.objects.select_related("training", "switched_by").defer("training__weights").first()
    trainings = list(Training.objects.defer("weights")[:10])
    of_force = scorer.training if scorer else None
    return {
        "scorer": scorer,
        "trainings": trainings,
        "quality": told.quality(of_force),
        "curve": told.curve(of_force),
        "drift": told.drift(trainings[0] if trainings else None),
        "words": of_force.facts.get("words") if of_force else None,
    }
