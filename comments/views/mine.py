"""A reader's own comments: all of them, and those on one story."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from articles.models import Article
from comments.models import Comment

PAGE = 50


@login_required
@require_safe
def mine(request):
    """All that this reader wrote, with what became of it."""
    comments = request.user.comments.noting_the_story().select_related("article__section").prefetch_related("hits")
    before = request.GET.get("before", "")
    if before.isdecimal() and len(before) < 19:
        comments = comments.filter(pk__lt=before)
    comments = list(comments.order_by("-pk")[: PAGE + 1])
    more = comments[PAGE - 1].pk if len(comments) > PAGE else None
    return render(request, "comments/mine.html", {"comments": comments[:PAGE], "more": more})


@require_safe
def mine_here(request, article_pk):
    """A reader's latest comments on a story that others cannot see, for the story page's script."""
    article = get_object_or_404(Article.objects.live(), pk=article_pk)
    own = Comment.objects.none()
    if request.user.is_authenticated:
        own = request.user.comments.filter(article=article).exclude(status=Comment.Status.VISIBLE)
    return render(request, "comments/_mine_here.html", {"comments": own.order_by("-pk")[:10]})
