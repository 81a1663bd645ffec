"""A person's own pages: never kept by any cache."""

from django.contrib import messages as notes
from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from .choose_mails import choose_mails
from .forms import MailsForm, NameForm, ProfileForm
from .introduce import introduce
from .keep import all_typed
from .pages import page_of
from .proof import challenge
from .rename import NotRenamed, rename
from .unsubscribe import NoSuchLink, read, switch_off

SHOWN = 50


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def me(request):
    form = NameForm(request.POST if request.method == "POST" else None, person=request.user)
    if form.is_valid():
        try:
            rename(person=request.user, name=form.cleaned_data["display_name"])
        except NotRenamed as refusal:
            form.add_error("display_name", str(refusal))
        else:
            notes.success(request, "Your name is saved.")
            return redirect("accounts:me")
    unread = request.user.messages_received.unread().count()
    context = {"form": form, "unfinished": all_typed(request), "unread": unread}
    return render(request, "accounts/me.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def messages(request):
    """What the paper has told this person, latest first; what was looked at counts as read."""
    told, more = page_of(request.user.messages_received, request, SHOWN)
    unread = [message.pk for message in told if not message.read_at]
    request.user.messages_received.filter(pk__in=unread).update(read_at=timezone.now())
    return render(request, "accounts/messages.html", {"told": told, "more": more})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request):
    """What others may know of this reader."""
    form = ProfileForm(request.POST if request.method == "POST" else None, instance=request.user)
    if form.is_valid():
        introduce(person=request.user, **form.cleaned_data)
        notes.success(request, "Your page is saved.")
        return redirect("accounts:profile")
    return render(request, "accounts/profile.html", {"form": form}, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def mails(request):
    """Which messages this reader also gets by e-mail."""
    form = MailsForm(request.POST if request.method == "POST" else None, person=request.user)
    if form.is_valid():
        choose_mails(person=request.user, **form.cleaned_data)
        notes.success(request, "Your choices are saved.")
        return redirect("accounts:mails")
    return render(request, "accounts/mails.html", {"form": form}, status=422 if form.errors else 200)


@csrf_exempt  # a mail program posts it, with no cookie and no form of ours: the word in the link is the proof
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request, word):
    """Switch one kind of mail off. Opening the link changes nothing: what looks through mails opens all links."""
    try:
        person_pk, kind = read(word)
    except NoSuchLink as error:
        return render(request, "accounts/unsubscribe.html", {"refused": error}, status=404)
    if request.method == "POST":
        switch_off(person_pk=person_pk, kind=kind)
    return render(request, "accounts/unsubscribe.html", {"kind": kind, "done": request.method == "POST"})


@require_safe
def strip(request):
    """The few words in the masthead that differ from reader to reader."""
    unread = request.user.messages_received.unread().count() if request.user.is_authenticated else 0
    return render(request, "accounts/_strip.html", {"unread": unread})


@require_safe
def proof(request):
    """A task for the browser of somebody who is new here."""
    return JsonResponse(challenge())
