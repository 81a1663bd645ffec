"""Why something of a person's was restricted: for them alone."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.pages import page_of
from law.appeal import can_appeal, instead_of
from law.models import terms

SHOWN = 50


@login_required
@require_safe
def statements(request):
    rows, more = page_of(request.user.statements.select_related("appeal"), request, SHOWN)
    return render(request, "law/statements.html", {"statements": rows, "more": more})


@login_required
@require_safe
def statement(request, reference):
    rows = request.user.statements.select_related("comment__article__section", "rule", "appeal")
    found = get_object_or_404(rows, reference=reference)
    context = {"statement": found, "may_appeal": can_appeal(found), "instead": instead_of(found), "terms": terms()}
    return render(request, "law/statement.html", context)
