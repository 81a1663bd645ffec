"""The conversation page by page, and what was said last in it: public, and kept."""

from functools import partial

from django.http import JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from articles.models import Article
from comments.opening import closed_because, with_terms
from comments.parts import kept_head, parts_of
from comments.thread import latest_visible, order_of
from comments.thread import thread as page_of_thread
from pagecache.kept import kept


@require_safe
@kept("story:{article_pk}", "thread:{article_pk}", "removals:{article_pk}", "paper", params=["order", "after"])
def thread(request, article_pk):
    """The conversation on a page of its own, in the order that is asked for or else the story's; `?after=` is the place
    where the page before ended."""
    stories = Article.objects.live().select_related("section").defer("body", "body_parts")
    article = get_object_or_404(with_terms(stories), pk=article_pk)
    order = order_of(article, request.GET.get("order"))
    after, head = request.GET.get("after", ""), partial(kept_head, request)
    page = page_of_thread(article, order, after, closed_because(article), head)
    context = {"article": article, "thread": page, "shown": parts_of(request, article, page)}
    return render(request, "comments/thread.html", context)


@require_safe
@kept("story:{article_pk}", "thread:{article_pk}", "paper")
def latest(request, article_pk):
    """How many comments there are and which came last, for the script that tells of new ones."""
    article = get_object_or_404(Article.objects.live().only("pk"), pk=article_pk)
    return JsonResponse({"count": kept_head(request, article.pk).count, "latest": latest_visible(article.pk)})
