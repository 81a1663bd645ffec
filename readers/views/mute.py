"""Muting, from the page of a comment or of its author, and the list of those one has muted."""

from django.contrib import messages as notes
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.pages import page_of
from comments.models import Comment
from readers.known import with_a_page
from readers.mute import Refused, may_mute, mute, unmute

PAGE = 50


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def mute_person(request, pk):
    person = get_object_or_404(with_a_page(), pk=pk)
    return ask_or_mute(request, person, back=("readers:profile", pk))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def mute_author(request, pk):
    comments = Comment.objects.visible().noting_the_story().select_related("reader")
    comment = get_object_or_404(comments.filter(on_site=True), pk=pk)
    return ask_or_mute(request, comment.reader, back=("comments:comment", pk))


def ask_or_mute(request, person, back):
    """The page with the button, and what the button does."""
    refused = None
    try:
        if request.method == "POST":
            mute(reader=request.user, person=person)
            notes.success(request, f"You will not read {person.display_name} any more.")
            return redirect("readers:mutes")
        may_mute(reader=request.user, person=person)
    except Refused as error:
        refused = error
    context = {"person": person, "refused": refused, "back": back}
    context["muted"] = request.user.mutes.filter(muted=person).exists()
    return render(request, "readers/mute.html", context, status=403 if refused else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def mutes(request):
    """Whom this reader has muted; a button each to undo it."""
    if request.method == "POST":
        number = request.POST.get("person", "")
        if not number.isdecimal() or len(number) > 18:
            return mutes_page(request, "Nothing was changed: please use one of the buttons.", 422)
        unmute(reader=request.user, person_pk=number)
        notes.success(request, "You can read them again.")
        return redirect("readers:mutes")
    return mutes_page(request)


def mutes_page(request, refused="", status=200):
    rows, more = page_of(request.user.mutes.select_related("muted"), request, PAGE)
    return render(request, "readers/mutes.html", {"mutes": rows, "more": more, "refused": refused}, status=status)
