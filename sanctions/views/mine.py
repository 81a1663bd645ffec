"""Where a reader stands here: for them alone."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_safe

from sanctions import words
from sanctions.acknowledge import acknowledge
from sanctions.models import Sanction


@login_required
@require_safe
def standing(request):
    """What stands, and what stood."""
    now = timezone.now()
    rows = list(request.user.sanctions.select_related("rule"))
    for row in rows:
        row.now, row.what, row.subject = row.stands(now), words.what(row), words.SUBJECTS[row.kind]
    return render(request, "sanctions/mine.html", {"sanctions": rows, "appeal": words.appeal()})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def warning(request, pk):
    """A warning, with a button that says it was read; then on to where it stood in the way."""
    found = get_object_or_404(request.user.sanctions.select_related("rule"), pk=pk, kind=Sanction.Kind.WARN)
    onward = request.POST.get("next") or request.GET.get("next", "")
    if not (onward.startswith("/") and url_has_allowed_host_and_scheme(onward, allowed_hosts=None)):
        onward = ""
    if request.method == "POST":
        acknowledge(warning=found, reader=request.user)
        return redirect(onward or reverse("sanctions:mine"))
    return render(request, "sanctions/warning.html", {"warning": found, "onward": onward, "appeal": words.appeal()})
