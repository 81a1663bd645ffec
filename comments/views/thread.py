"""The conversation page by page: public, and kept."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from articles.models import Article
from comments.opening import closed_because
from comments.thread import thread as page_of_thread
from pagecache.kept import kept


@require_safe
@kept("story:{article_pk}", "thread:{article_pk}", "paper", params=["after"])
def thread(request, article_pk):
    """The conversation on a page of its own; `?after=` is the place where the page before ended."""
    article = get_object_or_404(Article.objects.live().select_related("section"), pk=article_pk)
    after = request.GET.get("after", "")
    after = after if after.isascii() and after.isalnum() else ""
    page = page_of_thread(article, after=after, closed=closed_because(article))
    return render(request, "comments/thread.html", {"article": article, "thread": page})
