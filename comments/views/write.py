"""Writing a comment, and answering one."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.keep import ask_to_sign_in, forget_typed, send_first, typed_before
from accounts.proof import needs_proof, proved
from articles.models import Article
from comments.forms import CommentForm
from comments.models import Comment, once_public_stories
from comments.network import address_of, network_of
from comments.post import Gone, NotYet, Refused, SentBefore, Withdrawn, post, story_as_it_stands
from comments.screen import SaidAlready, TooFast

STATUS = {Withdrawn: 410, Gone: 410, TooFast: 429, SaidAlready: 409}
AS_IT_STANDS = (TooFast, SaidAlready)  # the form is given back just as it was


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
            comment = post(article=article, parent=parent, **sender(request), **form.cleaned_data)
            forget_typed(request)
            return posted(request, comment)
        story_as_it_stands(article_pk=article.pk, parent=parent)
        if form.is_valid():
            return ask_to_sign_in(request, form.cleaned_data)
    except SentBefore as error:
        form.add_error("form_key", str(error))
        status = 409
    except NotYet as error:
        return send_first(request, error.address, form.cleaned_data)
    except Refused as error:
        if isinstance(error, Withdrawn) and not once_public_stories().filter(pk=article.pk).exists():
            raise Http404 from None
        status, refused = STATUS.get(type(error), 403), error
    return form_page(request, article, parent, form, refused, status)


def form_page(request, article, parent, form, refused, status):
    """The form with what was typed, or what it was refused for with the text to copy."""
    context = {
        "article": None if isinstance(refused, Withdrawn) else article,
        # What cannot be answered may be said on its own.
        "parent": parent if not refused or isinstance(refused, AS_IT_STANDS) else None,
        "form": form.give_back(),
        "refused": refused,
        "no_form": refused and not isinstance(refused, (Gone, *AS_IT_STANDS)),
        "needs_proof": request.user.is_authenticated and needs_proof(request.user),
    }
    answer = render(request, "comments/_form.html" if request.htmx else "comments/form.html", context, status=status)
    if isinstance(refused, TooFast):
        answer.headers["Retry-After"] = refused.seconds
    return answer


def sender(request):
    """Return who sends the form, from where, and whether their browser gave a proof of work if they need one."""
    given, use = request.POST.get("proof", ""), f"comment {request.POST.get('form_key')}"
    return {
        "reader": request.user,
        "network": network_of(address_of(request), timezone.now()),
        "proved": not needs_proof(request.user) or proved(given, use=use),
    }


def posted(request, comment):
    if request.htmx:
        return render(request, "comments/_posted.html", {"comment": comment})
    return redirect(comment)
