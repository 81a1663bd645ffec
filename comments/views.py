"""Reading, posting and finding again what readers say. Only the thread itself is public and may be kept."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.keep import ask_to_sign_in, forget_typed, typed_before
from articles.models import Article
from pagecache.kept import kept

from .forms import CommentForm
from .models import Comment, once_public_stories
from .post import Gone, Refused, SentBefore, Withdrawn, closed_because, post, story_as_it_stands
from .shown import FIELDS, as_html
from .thread import place
from .thread import thread as page_of_thread

STATUS = {Withdrawn: 410, Gone: 410}
PAGE = 50


@require_safe
@kept("story:{article_pk}", "thread:{article_pk}", "paper", params=["after"])
def thread(request, article_pk):
    """The conversation on a page of its own; `?after=` is the place where the page before ended."""
    article = get_object_or_404(Article.objects.live().select_related("section"), pk=article_pk)
    after = request.GET.get("after", "")
    after = after if after.isascii() and after.isalnum() else ""
    page = page_of_thread(article, after=after, closed=closed_because(article))
    return render(request, "comments/thread.html", {"article": article, "thread": page})


@require_http_methods(["GET", "HEAD", "POST"])
def new(request, article_pk):
    return write(request, get_object_or_404(Article.objects.for_link(), pk=article_pk))


@require_http_methods(["GET", "HEAD", "POST"])
def reply(request, pk):
    parent = get_object_or_404(Comment.objects.once_public().select_related("article__section", "reader"), pk=pk)
    return write(request, parent.article, parent)


def write(request, article, parent=None):
    """The form, its errors, and what follows when the comment is stored."""
    form = CommentForm(request.POST) if request.method == "POST" else CommentForm(initial=typed_before(request))
    status, refused = 422 if form.is_bound else 200, None
    try:
        if form.is_valid() and request.user.is_authenticated:
            comment = post(article=article, reader=request.user, parent=parent, **form.cleaned_data)
            forget_typed(request)
            return posted(request, comment)
        story_as_it_stands(article_pk=article.pk, parent=parent)
        if form.is_valid():
            return ask_to_sign_in(request, form.cleaned_data)
    except SentBefore as error:
        form.add_error("form_key", str(error))
        status = 409
    except Refused as error:
        if isinstance(error, Withdrawn) and not once_public_stories().filter(pk=article.pk).exists():
            raise Http404 from None
        status, refused = STATUS.get(type(error), 403), error
    context = {
        "article": None if isinstance(refused, Withdrawn) else article,
        "parent": None if refused else parent,  # what cannot be answered may be said on its own
        "form": form.give_back(),
        "refused": refused,
        "no_form": refused and not isinstance(refused, Gone),
    }
    return render(request, "comments/_form.html" if request.htmx else "comments/form.html", context, status=status)


def posted(request, comment):
    if request.htmx:
        return render(request, "comments/_posted.html", {"comment": comment})
    return redirect(comment)


@require_safe
def comment(request, pk):
    """One comment with what it answers. To its author in every state; to others only what they may see."""
    comments = Comment.objects.noting_the_story().select_related("article__section", "reader", "parent__reader")
    comment = get_object_or_404(comments, pk=pk)
    own = request.user.is_authenticated and comment.reader_id == request.user.pk
    if not own and (comment.status == Comment.Status.HELD or not comment.on_site):
        raise Http404
    gone = comment.status == Comment.Status.REMOVED and not own
    context = {
        "comment": comment,
        "own": own,
        "place": place(comment) if comment.is_visible and comment.on_site else "",
        **shown_with_replies(comment),
    }
    return render(request, "comments/comment.html", context, status=410 if gone else 200)


def shown_with_replies(comment):
    closed = closed_because(comment.article)
    this = Comment.objects.filter(pk=comment.pk).values_list(*FIELDS)
    replies = comment.replies.visible().order_by("pk").values_list(*FIELDS)[:PAGE]
    return {"shown": as_html(this, closed), "replies": as_html(replies, closed)}


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
