"""One comment on a page of its own."""

from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from comments.badges import badges
from comments.models import Comment, Like
from comments.opening import closed_because
from comments.shown import FIELDS, as_html
from comments.thread import place

from .mine import LIKED, time_left

PAGE = 50


@require_safe
def comment(request, pk):
    """One comment with what it answers. To its author in every state; to others only what they may see."""
    comments = Comment.objects.noting_the_story().select_related("article__section", "reader", "parent__reader")
    comment = get_object_or_404(comments, pk=pk)
    own = request.user.is_authenticated and comment.reader_id == request.user.pk
    if not own and (comment.status == Comment.Status.HELD or not comment.on_site):
        raise Http404
    closed = closed_because(comment.article)
    context = {
        "comment": comment,
        "own": own,
        "place": place(comment) if comment.is_visible and comment.on_site else "",
        "may_pick": comment.is_visible and comment.on_site and request.user.has_perm("comments.pick_comment"),
        **shown_with_replies(comment, closed),
    }
    if request.user.is_authenticated and comment.on_site:
        context["mine"] = of_reader(comment, request.user, closed)
    return render(request, "comments/comment.html", context, status=200 if own or comment.is_visible else 410)


def of_reader(comment, reader, closed):
    """Return what the page's script shows of a reader's own on the comment and its replies. How to edit and delete the
    comment itself stands on the page already."""
    replies = Comment.objects.filter(parent=comment, reader=reader).order_by("-pk")
    own = [(comment.pk, "")] if comment.reader_id == reader.pk else []
    shown = Q(comment=comment) | Q(comment__parent=comment)
    liked = Like.objects.filter(shown, reader=reader).order_by("-liked_at")
    return {
        "own": own + time_left(replies, closed),
        "liked": liked.values_list("comment", flat=True)[:LIKED],
    }


def shown_with_replies(comment, closed):
    by_reader = badges(comment.article)
    this = Comment.objects.filter(pk=comment.pk).values_list(*FIELDS)
    replies = list(comment.replies.visible().order_by("pk").values_list(*FIELDS)[: PAGE + 1])
    return {
        "shown": as_html(this, closed, badges=by_reader),
        "replies": as_html(replies[:PAGE], closed, badges=by_reader),
        "more_replies": len(replies) > PAGE,
    }
