"""One comment on a page of its own."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from comments.badges import badges
from comments.models import Comment
from comments.opening import closed_because
from comments.shown import FIELDS, as_html
from comments.thread import place

PAGE = 50


@require_safe
def comment(request, pk):
    """One comment with what it answers. To its author in every state; to others only what they may see."""
    comments = Comment.objects.noting_the_story().select_related("article__section", "reader", "parent__reader")
    comment = get_object_or_404(comments, pk=pk)
    own = request.user.is_authenticated and comment.reader_id == request.user.pk
    if not own and (comment.status == Comment.Status.HELD or not comment.on_site):
        raise Http404
    context = {
        "comment": comment,
        "own": own,
        "place": place(comment) if comment.is_visible and comment.on_site else "",
        "may_pick": comment.is_visible and comment.on_site and request.user.has_perm("comments.pick_comment"),
        **shown_with_replies(comment),
    }
    return render(request, "comments/comment.html", context, status=200 if own or comment.is_visible else 410)


def shown_with_replies(comment):
    closed, by_reader = closed_because(comment.article), badges(comment.article)
    this = Comment.objects.filter(pk=comment.pk).values_list(*FIELDS)
    replies = list(comment.replies.visible().order_by("pk").values_list(*FIELDS)[: PAGE + 1])
    return {
        "shown": as_html(this, closed, badges=by_reader),
        "replies": as_html(replies[:PAGE], closed, badges=by_reader),
        "more_replies": len(replies) > PAGE,
    }
