"""Liking a comment."""

from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.keep import ask_to_sign_in
from comments.forms import LikeForm
from comments.like import like, may_like, unlike
from comments.models import Comment
from comments.post import Gone, Refused


@require_http_methods(["GET", "HEAD", "POST"])
def like_one(request, pk):
    """The comment with a button. The form says which state is wanted, so that twice is once."""
    if not request.user.is_authenticated:
        return ask_to_sign_in(request)
    comments = Comment.objects.once_public().noting_the_story().select_related("article__section", "reader")
    comment = get_object_or_404(comments, pk=pk)
    form = LikeForm(request.POST if request.method == "POST" else None)
    status, refused = 422 if form.is_bound else 200, None
    try:
        if form.is_valid():
            like_or_not(comment, request.user, form.cleaned_data["want"])
            return liked(request, comment)
        may_like(comment=comment, reader=request.user)
    except Refused as error:
        status, refused = 410 if isinstance(error, Gone) else 403, error
    mine = comment.liked.filter(reader=request.user).exists()
    context = {"comment": comment, "form": form, "refused": refused, "mine": mine}
    return render(request, "comments/like.html", context, status=status)


def like_or_not(comment, reader, want):
    if want == "like":
        like(comment=comment, reader=reader)
    else:
        unlike(comment=comment, reader=reader)


def liked(request, comment):
    """Lead back to the comment; a script only wants to know how things stand now."""
    if not request.htmx:
        return redirect(comment)
    likes = Comment.objects.filter(pk=comment.pk).values_list("likes", flat=True).first()
    return JsonResponse({"likes": likes, "mine": comment.liked.filter(reader=request.user).exists()})
