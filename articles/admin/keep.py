"""What the story's form asks of the site while somebody types: to keep it, and who else is here. Answers a script."""

from functools import wraps
from uuid import uuid4

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from articles.keep import Settled, TooLong, keep, leftovers, settle
from articles.models import Unsaved
from articles.presence import be_here, leave, others

from .deeds import fetch

LEFT = 5  # so many texts that were left stand on the form; the others on a page of their own
OURS = "keep"  # so begin the names of the fields that are the window's and not the story's
NOT_TYPED = ("csrfmiddlewaretoken", f"{OURS}-", "_")  # and so those of what nobody typed: buttons, too


class WindowForm(forms.Form):
    """One window in which a story is written."""

    client = forms.UUIDField()
    who = forms.IntegerField(required=False)
    base = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1)
    resumes = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)
    typed = forms.BooleanField(required=False)
    has_form = forms.BooleanField(required=False)
    leaving = forms.BooleanField(required=False)


def typed(post):
    """Return what somebody typed into the story's form: pairs of name and value, as they were sent."""
    return [(name, value) for name, values in post.lists() for value in values if not name.startswith(NOT_TYPED)]


def window_of(request):
    """Return the window from which a form was sent, as WindowForm has it; one of its own where it does not say."""
    form = WindowForm(request.POST, prefix=OURS)
    found = form.cleaned_data if form.is_valid() else {"client": uuid4()}
    return found | {"client": str(found["client"])}


def resumed_by(request, number):
    """Return the text from which the form goes on, if it is this person's own."""
    return number and Unsaved.objects.filter(pk=number, by=request.user).first()


def keep_sent(request, article=None, base=0):
    """Keep the form that was sent and could not be saved; return its row. For the views that save stories."""
    # As long as it may be: it would be lost here, where nobody types any more.
    facts = {"by": request.user, "fields": typed(request.POST), "article": article, "base": base, "most": None}
    window = window_of(request)
    facts["resumes"] = resumed_by(request, window.get("resumes"))
    try:
        return keep(client=window["client"], **facts)
    except Settled:  # the same page was sent a second time, by going back to it
        return keep(client=str(uuid4()), **facts)


def settle_sent(request, article, number):
    """Note that the form that was sent is saved now, as this version. For the views that save stories."""
    window = window_of(request)
    resumed = resumed_by(request, window.get("resumes"))
    settle(by=request.user, client=window["client"], article=article, number=number, resumed=resumed)
    leave(article=article, user=request.user, client=window["client"])


# The script's own address


def no(status, why, words=""):
    return JsonResponse({"why": why, "words": words}, status=status)


def answers_a_script(view):
    """Say in JSON why nothing is done: no script can use a page that asks to sign in."""

    @wraps(view)
    def answer(request, pk=None):
        if not request.user.is_authenticated:
            return no(401, "signed-out")
        try:
            if not admin.site.has_permission(request):
                raise PermissionDenied
            return view(request, pk)
        except PermissionDenied:
            return no(403, "not-yours", "You may not change this story as it stands now.")
        except Http404:
            return no(404, "gone", "This story is not there any more.")

    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@answers_a_script
def keep_page(request, pk):
    """GET: who is signed in, and the token for their forms. POST: keeps the form, and tells who else is here."""
    story = fetch(request, pk) if pk else None
    if not pk and not request.user.has_perm("articles.add_article"):
        raise PermissionDenied
    if request.method != "POST":
        return JsonResponse({"who": request.user.pk, "token": get_token(request)})
    window = WindowForm(request.POST, prefix=OURS)
    if not window.is_valid():
        return no(400, "unreadable", "This could not be read.")
    if window.cleaned_data["who"] not in (None, request.user.pk):
        return no(409, "somebody-else", "Somebody else has signed in in this browser.")
    window = window.cleaned_data | {
        "client": str(window.cleaned_data["client"]),
        "base": window.cleaned_data["base"] or 0,
    }
    try:
        kept = keep_form(request, story, window) if window["has_form"] else {}
    except TooLong as refused:
        return no(413, "too-long", str(refused))
    return JsonResponse(kept | (here(request, story, window) if story else {}))


def keep_form(request, story, window):
    facts = {"client": window["client"], "base": window["base"], "article": story}
    facts["resumes"] = resumed_by(request, window["resumes"])
    try:
        row = keep(by=request.user, fields=typed(request.POST), **facts)
    except Settled as late:
        return {"saved": late.number}
    return {"kept": {"id": row.pk, "at": f"{timezone.localtime(row.at):%H:%M}", "open": address_of(row)}}


def here(request, story, window):
    facts = {"article": story, "user": request.user, "client": window["client"]}
    if window["leaving"]:
        leave(**facts)
        return {}
    be_here(**facts, base=window["base"], has_typed=window["typed"])
    found = others(article=story, client=window["client"])
    return {
        "others": in_words(found, request.user),
        "newer": newer(story, window["base"], request.user),
    }


def in_words(sessions, user):
    """Return a sentence for each person who has the story open, however many windows they have."""
    people = {}
    for session in sessions:
        people.setdefault(session.user, []).append(session.has_typed)
    return [sentence(person, len(windows), any(windows), person == user) for person, windows in people.items()]


def sentence(person, windows, has_typed, is_same):
    if is_same:
        where = "another window" if windows == 1 else f"{windows} other windows"
        return f"You have it open in {where}, too" + (", and typed there." if has_typed else ".")
    return f"{person.display_name} {'is writing here, too.' if has_typed else 'has it open, too.'}"


def newer(story, base, user):
    """Say that the story was saved since this window was opened, or ""."""
    if story.latest <= base:
        return ""
    who = "You" if story.saved_by_id == user.pk else getattr(story.saved_by, "display_name", "Somebody")
    where = " in another window" if who == "You" else ""
    return (
        f"{who} saved version {story.latest}{where} at {timezone.localtime(story.saved_at):%H:%M}. When you save, the "
        "two are brought together: nothing is lost."
    )


def address_of(unsaved):
    """Return where the form stands with this text in it."""
    form = (
        reverse("admin:articles_article_change", args=[unsaved.article_id])
        if unsaved.article_id
        else reverse("admin:articles_article_add")
    )
    return f"{form}?unsaved={unsaved.pk}"


def left_at(story, user, but=None):
    """Return what this person left unsaved at a story (None: at new ones), less what is open in a window now."""
    found = leftovers(user).filter(article=story).defer("fields")
    if story:
        found = found.exclude(client__in=[session.client for session in others(article=story, client="")])
    return (found.exclude(pk=but) if but else found)[:LEFT]


@require_safe
def signed_in(request):
    """Where signing in again leads, in a tab of its own, while the story waits in another."""
    return render(request, "admin/articles/article/signed_in.html", admin.site.each_context(request))


def sign_in_address():
    return f"{reverse('account_login')}?next={reverse('admin:story_signed_in')}"
