"""Editing one's own comment."""

from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.keep import ask_to_sign_in, forget_typed, send_first, typed_before
from comments.edit import Changed, edit, may_edit, seconds_left, until
from comments.forms import EditForm
from comments.post import Gone, NotYet, Refused, Withdrawn

STATUS = {Withdrawn: 410, Gone: 410}


@require_http_methods(["GET", "HEAD", "POST"])
def edit_own(request, pk):
    posted = request.method == "POST"
    if not request.user.is_authenticated:
        form = EditForm(request.POST if posted else None)
        return ask_to_sign_in(request, form.cleaned_data if form.is_valid() else {})
    comment = get_object_or_404(own_with_story(request), pk=pk)
    initial = now(comment) | ({} if posted else typed_before(request))
    form = EditForm(request.POST if posted else None, initial=initial)
    status, refused = 422 if posted else 200, None
    try:
        if form.is_valid():
            comment = edit(comment=comment, reader=request.user, **form.cleaned_data)
            forget_typed(request)
            return edited(request, comment)
        may_edit(comment=comment, reader=request.user)
    except Changed as error:
        comment = own_with_story(request).get(pk=pk)
        form.initial = now(comment)  # the next sending is about what now stands
        form.add_error("text_version", str(error))
        status = 409
    except NotYet as error:
        return send_first(request, error.address, form.cleaned_data)
    except Refused as error:
        status, refused = STATUS.get(type(error), 403), error
    context = {"comment": comment, "form": form.give_back(), "refused": refused}
    context |= {"seconds": seconds_left(comment), "until": until(comment)}
    return render(request, "comments/_edit.html" if request.htmx else "comments/edit.html", context, status=status)


def own_with_story(request):
    return request.user.comments.noting_the_story().select_related("article__section")


def now(comment):
    return {"text": comment.text, "text_version": comment.text_version}


def edited(request, comment):
    if request.htmx:
        return render(request, "comments/_posted.html", {"comment": comment, "edited": True})
    return redirect(comment)
