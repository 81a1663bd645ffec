"""The pages that put a photo into the bin and bring it back: GET asks, POST acts."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_http_methods

from articles.models import PhotoUse
from images.delete import InUse, NothingToDo, bring_back, delete
from images.models import Photo
from images.uses import in_use

DEEDS = {
    "delete": (delete, "Put into the bin", "The photo is in the bin. It can be brought back."),
    "bring back": (bring_back, "Bring back", "The photo is back in the library."),
}


class NoteForm(forms.Form):
    note = forms.CharField(
        label="Why, for the photo’s record",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


def bin_page(name, request, pk):
    photo = fetch(request, pk)
    deed, words, done = DEEDS[name]
    form, status, refused = NoteForm(request.POST if request.method == "POST" else None), 200, None
    if form.is_valid():
        try:
            deed(photo=photo, by=request.user, note=form.cleaned_data["note"])
        except (InUse, NothingToDo) as error:
            refused, status = error, 409
            photo.refresh_from_db()
        else:
            messages.success(request, done)
            return redirect("admin:images_photo_changelist")
    elif request.method == "POST":
        status = 422
    context = {
        **admin.site.each_context(request),
        "title": f"{words}: {photo}",
        "photo": photo,
        "words": words,
        "form": form,
        "refused": refused,
        "possible": (photo.deleted_at is None) == (name == "delete"),
        "uses": [(use, address_of(use.owner)) for use in in_use(photo)],
        "was_public": PhotoUse.objects.filter(photo=photo).count(),
    }
    return render(request, "admin/images/photo/bin.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def delete_page(request, pk):
    return bin_page("delete", request, pk)


@require_http_methods(["GET", "HEAD", "POST"])
def bring_back_page(request, pk):
    return bin_page("bring back", request, str(pk))


def fetch(request, pk):
    if not request.user.has_perm("images.delete_photo"):
        raise PermissionDenied
    photo = Photo.objects.filter(pk=pk).first() if pk.isdecimal() and len(pk) < 19 else None
    if photo is None:
        raise Http404
    return photo


def address_of(row):
    """Return where the desk changes a row; blank where it has no page of its own."""
    try:
        return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
    except NoReverseMatch:
        return ""
