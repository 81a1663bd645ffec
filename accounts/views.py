"""A person's own pages: never kept by any cache."""

from django.contrib import messages as notes
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from .forms import NameForm
from .keep import all_typed
from .rename import NameTaken, rename

SHOWN = 50


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def me(request):
    form = NameForm(request.POST if request.method == "POST" else None, person=request.user)
    if form.is_valid():
        try:
            rename(person=request.user, name=form.cleaned_data["display_name"])
        except NameTaken as taken:
            form.add_error("display_name", str(taken))
        else:
            notes.success(request, "Your name is saved.")
            return redirect("accounts:me")
    context = {"form": form, "unfinished": all_typed(request)}
    return render(request, "accounts/me.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def messages(request):
    """What the paper has told this person, latest first; what was looked at counts as read."""
    told = request.user.messages_received.order_by("-pk")
    before = request.GET.get("before", "")
    if before.isdecimal() and len(before) < 19:
        told = told.filter(pk__lt=before)
    told = list(told[: SHOWN + 1])
    more = told[SHOWN - 1].pk if len(told) > SHOWN else None
    told = told[:SHOWN]
    unread = [message.pk for message in told if not message.read_at]
    request.user.messages_received.filter(pk__in=unread).update(read_at=timezone.now())
    return render(request, "accounts/messages.html", {"told": told, "more": more})


@require_safe
def strip(request):
    """The few words in the masthead that differ from reader to reader."""
    unread = request.user.messages_received.unread().count() if request.user.is_authenticated else 0
    return render(request, "accounts/_strip.html", {"unread": unread})
