"""Who has what in hand, and who else is at the queue."""

from urllib.parse import urlencode

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from moderation import claim
from moderation.forms import FilterForm
from moderation.queue import counts

from .allowed import moderators_only


@moderators_only
@require_http_methods(["POST"])
def take(request):
    """Take the next cards of the filter in hand, and show them."""
    number = request.POST.get("number", "10")
    number = int(number) if number.isdecimal() and len(number) < 4 else 10
    form = FilterForm(QueryDict(request.POST.get("back", "")[:500]))
    claim.claim_next(moderator=request.user, wanted=form.wanted(), number=number)
    return redirect(f"{reverse('moderation:queue')}?{urlencode(form.query() | {'mine': 'on'})}")


@moderators_only
@require_http_methods(["POST"])
def give_back(request):
    claim.give_back(moderator=request.user)
    return redirect("moderation:queue")


@require_safe
def here(request):
    """How much waits and who else is here, for the queue's script that asks now and then. To who was signed out
    meanwhile it says nothing: their page, with what they typed, stays as it is."""
    return here_signed_in(request) if request.user.is_authenticated else HttpResponse(status=204)


@moderators_only
def here_signed_in(request):
    context = {"others": claim.seen(moderator=request.user), "counts": counts(request.user)}
    return render(request, "moderation/_here.html", context)
