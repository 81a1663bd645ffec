"""Telling of an error, proving an address, and seeing what came of it: for everybody, signed in or not."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.proof import proved
from articles.models import Article
from comments.network import address_of, network_of

from . import report as deed
from .addresses import NoSuchLink, read, state_address
from .forms import ErrorForm, passage_of
from .models import ErrorReport
from .refusals import Gone, Refused, TooMany


@require_http_methods(["GET", "HEAD", "POST"])
def report(request, pk):
    """The form, and what follows when it is stored. A story that is not before the public is not there."""
    article = Article.objects.live().for_link().filter(pk=pk).first()
    form = ErrorForm(
        request.POST if request.method == "POST" else None,
        initial={"passage": passage_of(request.GET.get("passage", ""))},
    )
    status, refused = 422 if form.is_bound else 200, None
    try:
        if article is None:
            raise Gone
        if form.is_valid():
            return redirect(state_address(deed.report(article=article, **sender(request, form), **form.cleaned_data)))
    except Gone:
        return gone(request, form)
    except Refused as error:
        refused, status = error, 429 if isinstance(error, TooMany) else 403
    context = {"article": article, "form": form.give_back(), "refused": refused, "places": ErrorReport.Where.choices}
    return render(request, "errors/report.html", context, status=status)


def gone(request, form):
    """Say that there is no such story, whether or not one has this number, and give back what was typed."""
    if not form.is_bound:
        raise Http404
    texts = [text for name in ("passage", "words") if (text := form.data.get(name, "").strip())]
    return render(request, "errors/gone.html", {"texts": texts}, status=404)


def sender(request, form):
    """Return who sends the form and from where, and whether their browser gave a proof of work: what fills in the field
    that nobody sees gave none."""
    given, use = request.POST.get("proof", ""), f"error {form.cleaned_data['form_key']}"
    has_proof = not settings.COMMENT_PROOF_HOURS or proved(given, use=use)
    return {
        "reader": request.user if request.user.is_authenticated else None,
        "network": network_of(address_of(request), timezone.now()),
        "proved": has_proof and not form.filled_unseen,
    }


def by_word(word, use):
    try:
        reference = read(word, use)
    except NoSuchLink as error:
        raise Http404 from error
    return get_object_or_404(
        ErrorReport.objects.select_related("article__section", "correction").defer(
            "article__body", "article__body_parts"
        ),
        reference=reference,
    )


@require_safe
def state(request, word):
    """What came of it: for whoever has the secret address."""
    found = by_word(word, "state")
    return render(request, "errors/state.html", {"report": found, "on_site": found.article.is_live()})


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request, word):
    """Prove an address by the link that was mailed. Opening it changes nothing: what looks through mails opens all."""
    found = by_word(word, "confirm")
    if request.method == "POST":
        deed.confirm(report=found)
        return redirect(state_address(found))
    return render(request, "errors/confirm.html", {"report": found, "state": state_address(found)})
