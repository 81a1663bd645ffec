"""The evidence of a comment, for the lawyer: held, let go, taken out as a sealed file."""

from django.contrib import messages as told
from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from comments.models import Comment
from law.evidence import take
from law.forms import HoldForm
from law.keep import hold, lift
from moderation.refusals import Refused


@login_required
@permission_required("law.keep_evidence", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def evidence(request, pk):
    """The page; `do` says which of its three buttons was pressed. There is none of one's own comment: it names who sent
    notices."""
    rows = Comment.objects.exclude(reader=request.user).select_related("article__section", "reader")
    comment = get_object_or_404(rows, pk=pk)
    deed = request.POST.get("do") if request.method == "POST" else None
    form = HoldForm(request.POST if deed == "hold" else None)
    if deed == "take":
        content, taken = take(comment=comment, by=request.user)
        name = f"comment-{comment.pk}-{taken.sha256[:12]}.zip"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return HttpResponse(content, content_type="application/zip", headers=headers)
    status = 200 if deed is None else 422
    try:
        if deed == "hold" and form.is_valid():
            hold(comment=comment, by=request.user, **form.cleaned_data)
            told.success(request, "The evidence is held.")
            return redirect("law:evidence", pk)
        if deed == "lift":
            lift(comment=comment, by=request.user)
            told.success(request, "The evidence is not held any more.")
            return redirect("law:evidence", pk)
    except Refused as error:
        form.add_error("because", str(error))
        status = 409
    context = {
        "comment": comment,
        "form": form.give_back(),
        "holds": comment.evidence_holds.select_related("by", "lifted_by"),
        "held": comment.evidence_holds.filter(lifted_at=None).first(),
        "taken": comment.evidence_taken.select_related("by")[:20],
    }
    return render(request, "law/evidence.html", context, status=status)
