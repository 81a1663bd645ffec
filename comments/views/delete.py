"""Deleting one's own comment."""

from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.keep import ask_to_sign_in
from comments.delete import delete
from comments.post import Gone

from .edit import own_with_story


@require_http_methods(["GET", "HEAD", "POST"])
def delete_own(request, pk):
    """Ask, then delete. What a moderator removed cannot be deleted: the page says so."""
    if not request.user.is_authenticated:
        return ask_to_sign_in(request)
    comment = get_object_or_404(own_with_story(request), pk=pk)
    status, refused = 200, None
    try:
        if request.method == "POST":
            delete(comment=comment, reader=request.user)
            return deleted(request, comment)
    except Gone as error:
        status, refused = 410, error
    context = {"comment": comment, "refused": refused}
    return render(request, "comments/_delete.html" if request.htmx else "comments/delete.html", context, status=status)


def deleted(request, comment):
    if request.htmx:
        return render(request, "comments/_deleted.html", {"comment": comment})
    return redirect(comment)
