"""A reader's own comments: all of them, and those on one story."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.pages import page_of
from articles.models import Article
from comments.edit import seconds_left
from comments.models import Comment, Like
from comments.opening import closed_because, with_terms

PAGE = 50
SHOWN, OWN, LIKED = 10, 20, 500  # of a reader's latest on one story


@login_required
@require_safe
def mine(request):
    """All that this reader wrote, with what became of it."""
    comments = request.user.comments.noting_the_story().select_related("article__section").prefetch_related("hits")
    comments, more = page_of(comments, request, PAGE)
    return render(request, "comments/mine.html", {"comments": comments, "more": more})


@require_safe
def mine_here(request, article_pk):
    """What is a reader's own on a story, for the story page's script: their latest comments that others cannot see,
    what they like, and which comments they may edit and delete where they stand."""
    article = get_object_or_404(with_terms(Article.objects.live().defer("body", "body_parts")), pk=article_pk)
    context = of_reader(article, request.user) if request.user.is_authenticated else {}
    return render(request, "comments/_mine_here.html", context)


def of_reader(article, reader):
    comments = reader.comments.filter(article=article).order_by("-pk")
    liked = Like.objects.filter(reader=reader, comment__article=article).order_by("-liked_at")
    return {
        "comments": comments.filter(status__in=[Comment.Status.HELD, Comment.Status.REMOVED])[:SHOWN],
        "mine": {
            "own": time_left(comments, closed_because(article)),
            "liked": liked.values_list("comment", flat=True)[:LIKED],
        },
    }


def time_left(comments, closed):
    """Return the latest of a reader's own comments, each with the seconds in which it may still be edited: none where
    the story takes no more comments."""
    own = comments.visible().only("posted_at", "status", "reader", "edit_until")[:OWN]
    return [(comment.pk, 0 if closed else seconds_left(comment)) for comment in own]
