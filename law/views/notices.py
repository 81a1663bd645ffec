"""Sending a legal notice, confirming it, and seeing what became of it: for everybody, signed in or not."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.proof import proved
from articles.models import Article
from comments.models import Comment
from comments.network import address_of, network_of
from law import notify
from law.addresses import NoSuchLink, exact_address, read, state_address
from law.appeal import can_appeal
from law.categories import choices
from law.forms import NoticeForm
from law.models import Notice, terms
from law.redress import until
from law.refusals import Changed, Gone, Refused, SentBefore, TooMany
from law.tell import SET_ASIDE, stays


@require_http_methods(["GET", "HEAD", "POST"])
def notice(request, pk):
    """The form, and what follows when the notice is stored. A comment that cannot be seen is not there."""
    on_site = Comment.objects.visible().filter(article__in=Article.objects.live())
    comment = get_object_or_404(on_site.select_related("article__section", "reader"), pk=pk)
    form = form_for(request, comment)
    status, refused = 422 if form.is_bound else 200, None
    try:
        if form.is_valid():
            return redirect(state_address(notify.notify(comment=form.comment, **sender(request, form), **form.facts())))
    except Changed as error:
        form.add_error("text_version", str(error))
        status = 409
    except SentBefore as error:
        return redirect(state_address(error.notice))
    except Gone as error:
        raise Http404 from error
    except Refused as error:
        refused, status = error, 429 if isinstance(error, TooMany) else 403
    context = {
        "comment": comment,
        "form": form.give_back(),
        "refused": refused,
        "laws": choices_in_two(),
        "terms": terms(),
    }
    return render(request, "law/notice.html", context, status=status)


def choices_in_two():
    """Return the kinds of illegal content: code, name, and what it is."""
    return [(code, *label.split(": ", 1)) if ": " in label else (code, label, "") for code, label in choices()]


def form_for(request, comment):
    initial = {"text_version": comment.text_version, "address": exact_address(comment)}
    data = request.POST if request.method == "POST" else None
    return NoticeForm(data, initial=initial, comment=comment, signed_in=request.user.is_authenticated)


def sender(request, form):
    """Return who sends the form and from where, and whether their browser gave a proof of work: what fills in the field
    that nobody sees gave none."""
    given, use = request.POST.get("proof", ""), f"notice {form.cleaned_data['form_key']}"
    has_proof = not settings.COMMENT_PROOF_HOURS or proved(given, use=use)
    return {
        "notifier": request.user if request.user.is_authenticated else None,
        "network": network_of(address_of(request), timezone.now()),
        "proved": has_proof and not form.filled_unseen,
    }


def by_word(word, use):
    try:
        reference = read(word, use)
    except NoSuchLink as error:
        raise Http404 from error
    rows = Notice.objects.select_related("comment__article__section", "decision__rule", "notifier")
    return get_object_or_404(rows, reference=reference)


@require_safe
def notice_state(request, word):
    """What became of a notice: for whoever has its secret address."""
    found = by_word(word, "state")
    context = {
        "notice": found,
        "word": word,
        "on_site": found.comment.is_visible and found.comment.article.is_live(),
        "may_appeal": can_appeal(found),
        "appeal_until": until(found.decision.decided_at) if found.decision_id else None,
        "terms": terms(),
        "set_aside": SET_ASIDE,
        "stays": stays(found),
    }
    return render(request, "law/notice_state.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def notice_confirm(request, word):
    """Confirm a notice by the link that was mailed. Opening it changes nothing: what looks through mails opens all."""
    found = by_word(word, "confirm")
    if request.method == "POST":
        notify.confirm(notice=found)
        return redirect(state_address(found))
    return render(request, "law/notice_confirm.html", {"notice": found, "state": state_address(found)})
