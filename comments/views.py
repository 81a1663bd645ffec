"""Reading, posting and finding again what readers say. Only the thread itself is public and may be kept."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.keep import ask_to_sign_in, forget_typed, typed_before
from articles.models import Article
from pagecache.kept import kept

from .forms import CommentForm
from .models import Comment
from .post import Closed, Gone, Refused, closed_because, post
from .thread import thread as page_of_thread

STATUS = {Closed: 403, Gone: 410}


@require_safe
@kept()
def thread(request, article_pk):
    """The conversation on a page of its own; `?after=` is the place where the page before ended."""
    article = get_object_or_404(Article.objects.live().select_related("section"), pk=article_pk)
    page = page_of_thread(article, after=request.GET.get("after", "")[:100])
    return render(request, "comments/thread.html", {"article": article, "thread": page})


def story_for_writing(pk):
    """Return a live story, or one that was withdrawn while somebody wrote; what was never public is 404."""
    article = Article.objects.live().select_related("section").filter(pk=pk).first()
    return article or get_object_or_404(Article.objects.withdrawn().select_related("section"), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request, article_pk):
    return write(request, story_for_writing(article_pk), parent=None)


@require_http_methods(["GET", "HEAD", "POST"])
def reply(request, pk):
    parent = get_object_or_404(Comment.objects.select_related("article", "reader"), pk=pk)
    story_for_writing(parent.article_id)
    if not parent.is_visible and not (request.method == "POST" and parent.status == Comment.Status.REMOVED):
        raise Http404
    return write(request, parent.article, parent=parent)


def write(request, article, parent):
    """The form, its errors, and what follows when the comment is stored."""
    form = CommentForm(request.POST or None, initial=typed_before(request))
    context = {"article": article, "parent": parent, "closed": closed_because(article)}
    if request.method == "POST" and not request.user.is_authenticated:
        return ask_to_sign_in(
            request, {"text": request.POST.get("text", ""), "form_key": request.POST.get("form_key", "")}
        )
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            comment = post(article=article, reader=request.user, parent=parent, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
            status = STATUS.get(type(refused), 403)
        else:
            forget_typed(request)
            return posted(request, comment)
    elif form.is_bound:
        status = 422
    template = "comments/_form.html" if request.htmx else "comments/form.html"
    return render(request, template, {**context, "form": form.give_back() if form.is_bound else form}, status=status)


def posted(request, comment):
    if request.htmx:
        return render(request, "comments/_posted.html", {"comment": comment})
    return redirect(comment)


@require_safe
def comment(request, pk):
    """One comment with what it answers. To its author in every state; to others only what they may see."""
    comment = get_object_or_404(
        Comment.objects.select_related("article__section", "reader", "parent__reader"),
        pk=pk,
        article__in=Article.objects.live(),
    )
    own = request.user.is_authenticated and comment.reader_id == request.user.pk
    if comment.status == Comment.Status.HELD and not own:
        raise Http404
    gone = comment.status == Comment.Status.REMOVED and not own
    context = {"comment": comment, "own": own, "replies": comment.replies.visible().select_related("reader")[:50]}
    return render(request, "comments/comment.html", context, status=410 if gone else 200)


@login_required
@require_safe
def mine(request):
    """All that this reader wrote, with what became of it."""
    comments = request.user.comments.select_related("article__section").prefetch_related("hits")
    before = request.GET.get("before", "")
    if before.isdecimal() and len(before) < 19:
        comments = comments.filter(pk__lt=before)
    comments = list(comments.order_by("-pk")[:51])
    more = comments[49].pk if len(comments) > 50 else None
    return render(request, "comments/mine.html", {"comments": comments[:50], "more": more})


@require_safe
def mine_here(request, article_pk):
    """A reader's own comments on a story that others cannot see, for the story page's script."""
    own = Comment.objects.none()
    if request.user.is_authenticated:
        own = request.user.comments.filter(article=article_pk, article__in=Article.objects.live()).exclude(
            status=Comment.Status.VISIBLE
        )
    return render(request, "comments/_mine_here.html", {"comments": own.prefetch_related("hits").order_by("posted_at")})
