"""Picking a comment: a button on the comment's own page."""

from contextlib import suppress

from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from comments.models import Comment
from comments.pick import NotToBeSeen, pick, unpick


@login_required
@permission_required("comments.pick_comment", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def pick_one(request, pk):
    """The button stands on the comment's page, and its state is told there, also when it is gone meanwhile."""
    comment = get_object_or_404(Comment.objects.once_public(), pk=pk)
    if request.method == "POST":
        wanted = request.POST.get("want")
        if wanted not in ("pick", "unpick"):
            return HttpResponseBadRequest("Please press the button.", content_type="text/plain; charset=utf-8")
        with suppress(NotToBeSeen):
            pick(comment=comment) if wanted == "pick" else unpick(comment=comment)
    return redirect(comment)
