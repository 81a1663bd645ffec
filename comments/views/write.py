"""Writing a comment, and answering one."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.keep import ask_to_sign_in, forget_typed, typed_before
from articles.models import Article
from comments.forms import CommentForm
from comments.models import Comment, once_public_stories
from comments.post import Gone, Refused, SentBefore, Withdrawn, post, story_as_it_stands

STATUS = {Withdrawn: 410, Gone: 410}


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
