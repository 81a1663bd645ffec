"""The conversation without what a reader's muted people say: told to the story page's script, or as a page."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from articles.models import Article
from comments.badges import badges
from comments.models import Comment
from comments.opening import closed_because, with_terms
from comments.shown import FIELDS
from comments.thread import WORDS, order_of
from comments.thread import thread as page_of_thread

MOST = 2000  # numbers of comments that the script is told
NAME, TEXT, READER, STATUS = [FIELDS.index(name) for name in ("reader__display_name", "html", "reader", "status")]
FOLDED = "<details><summary>Show this comment</summary>%s</details>"


@require_safe
def muted_here(request, article_pk):
    """The numbers of the comments on a story whose authors this reader has muted, the newest first."""
    article = get_object_or_404(Article.objects.live().only("pk"), pk=article_pk)
    numbers = []
    if request.user.is_authenticated and (muted := muted_by(request.user)):
        written = Comment.objects.visible().filter(article=article, reader__in=muted)
        numbers = written.order_by("-pk").values_list("pk", flat=True)[:MOST]
    return render(request, "readers/_muted_here.html", {"numbers": numbers, "article": article})


@login_required
@require_safe
def thread_without_muted(request, article_pk):
    """The conversation as its own page has it, with what muted people say folded away."""
    stories = Article.objects.live().select_related("section").defer("body", "body_parts")
    article = get_object_or_404(with_terms(stories), pk=article_pk)
    order = order_of(article, request.GET.get("order"))
    page = page_of_thread(article, order, request.GET.get("after", ""), closed_because(article))
    muted = muted_by(request.user)
    page.rows = [folded(row) if row[READER] in muted else row for row in page.rows]
    context = {"article": article, "thread": page, "shown": page.html(badges(article)), "orders": WORDS.items()}
    return render(request, "readers/thread.html", context)


def muted_by(reader):
    return set(reader.mutes.values_list("muted", flat=True))


def folded(row):
    """Return a row of the thread whose text opens only on demand, and whose author is not named."""
    if row[STATUS] != Comment.Status.VISIBLE.value:
        return row
    row = list(row)
    row[NAME], row[TEXT] = "Somebody you muted", FOLDED % row[TEXT]
    return tuple(row)
