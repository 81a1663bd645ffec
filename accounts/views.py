"""A person's own pages: never kept by any cache."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from .forms import NameForm


@login_required
def me(request):
    form = NameForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        return redirect("accounts:me")
    return render(request, "accounts/me.html", {"form": form}, status=422 if form.errors else 200)


@login_required
@require_safe
def messages(request):
    """What the paper has told this person; looking at it marks it as read."""
    told = list(request.user.messages_received.all()[:100])
    request.user.messages_received.unread().update(read_at=timezone.now())
    return render(request, "accounts/messages.html", {"told": told})


@require_safe
def strip(request):
    """The few words in the masthead that differ from reader to reader."""
    unread = request.user.messages_received.unread().count() if request.user.is_authenticated else 0
    return render(request, "accounts/_strip.html", {"unread": unread})
