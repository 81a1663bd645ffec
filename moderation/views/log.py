"""The log of decisions: a page to look at, a file to take away."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required, permission_required
from django.http import StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.spreadsheet import lines
from moderation import log as rows_of
from moderation.decide import moderators
from moderation.forms import LogForm
from moderation.models import Decision

from .allowed import moderators_only
from .report import standing_rules


@moderators_only
@require_safe
def log(request):
    """All decisions, as narrow as is asked for; `?before=` where the page before ended."""
    form, before = LogForm(request.GET), request.GET.get("before", "")
    rows, more = rows_of.page(form.wanted(), int(before) if before.isdecimal() and len(before) < 19 else None)
    query = form.query()
    context = {
        "rows": rows,
        "more": urlencode({**query, "before": rows[-1].pk}) if more else "",
        "query": urlencode(query),
        "wanted": form.wanted(),
        "actions": Decision.Action.choices,
        "rules": standing_rules(),
        "moderators": moderators(),
    }
    return render(request, "moderation/log.html", context)


@login_required
@permission_required("moderation.view_log", raise_exception=True)
@require_safe
def log_as_csv(request):
    """The same as a file that a spreadsheet opens, without anything in it that it would carry out."""
    rows = lines(rows_of.as_rows(LogForm(request.GET).wanted()))
    headers = {"Content-Disposition": 'attachment; filename="decisions.csv"'}
    return StreamingHttpResponse(rows, content_type="text/csv; charset=utf-8", headers=headers)
