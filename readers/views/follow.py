"""Following a conversation or a comment, and the list of what one follows."""

from django.contrib import messages as notes
from django.contrib.auth.decorators import login_required
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.choose_mails import NO_REPLIES
from accounts.pages import page_of
from articles.models import Article
from comments.models import Comment
from readers.follow import Gone, follow_comment, follow_story, unfollow

PAGE = 50


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def follow_conversation(request, pk):
    article = get_object_or_404(Article.objects.live().for_link(), pk=pk)
    return ask_or_follow(request, {"article": article}, f"{article.get_absolute_url()}#comments")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def follow_replies(request, pk):
    comments = Comment.objects.visible().noting_the_story().select_related("article__section", "reader")
    comment = get_object_or_404(comments.filter(on_site=True), pk=pk)
    return ask_or_follow(request, {"comment": comment}, comment.get_absolute_url())


def ask_or_follow(request, what, back):
    """The page with its button, to follow or to stop, and what the button does."""
    refused = None
    if request.method == "POST":
        try:
            set_follow(request.user, what, stop="stop" in request.POST)
        except Gone as gone:
            refused = gone
        else:
            notes.success(request, "You follow it no more." if "stop" in request.POST else "You follow it now.")
            return redirect("readers:follows")
    following = request.user.follows.filter(**what).exists()
    context = {**what, "back": back, "following": following, "refused": refused}
    return render(request, "readers/follow.html", context, status=410 if refused else 200)


def set_follow(reader, what, stop):
    if stop:
        unfollow(reader=reader, **what)
    elif "article" in what:
        follow_story(reader=reader, **what)
    else:
        follow_comment(reader=reader, **what)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def follows(request):
    """What this reader follows; a button each to stop."""
    if request.method == "POST":
        number = request.POST.get("follow", "")
        if not number.isdecimal() or len(number) > 18:
            return follows_page(request, "Nothing was changed: please use one of the buttons.", 422)
        if follow := request.user.follows.select_related("article", "comment").filter(pk=number).first():
            unfollow(reader=request.user, article=follow.article, comment=follow.comment)
        notes.success(request, "You follow it no more.")
        return redirect("readers:follows")
    return follows_page(request)


def follows_page(request, refused="", status=200):
    comments = Comment.objects.noting_the_story().select_related("article__section", "reader")
    stories = Article.objects.live().for_link()
    rows = request.user.follows.prefetch_related(Prefetch("comment", comments), Prefetch("article", stories))
    rows, more = page_of(rows, request, PAGE)
    context = {"follows": rows, "more": more, "refused": refused, "own": NO_REPLIES not in request.user.mails_off}
    return render(request, "readers/follows.html", context, status=status)
