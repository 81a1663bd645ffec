"""The sheet from which forms choose photos: a part of a page, opened by static/js/choose-photo.js."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from .library import cards_of, page_in, sheet_of
from .library_filter import FilterForm

PER_SHEET = 24
FIELDS = ["rights", "agency", "use", "order", "mine"]


@require_safe
def choose_photo(request):
    """Photos to choose from, by words and filters; or the one with `?number=`, whatever its state."""
    if not request.user.has_perm("images.view_photo"):
        raise PermissionDenied
    number = request.GET.get("number", "")
    if number.isdecimal() and len(number) < 19:
        cards = cards_of([int(number)])
        return render(request, "admin/images/photo/_choices.html", {"cards": cards})
    form, page = FilterForm(request.GET), page_in(request)
    sheet = sheet_of(form.photos(request.user), page, PER_SHEET)
    context = {
        "form": form,
        "fields": [form[name] for name in FIELDS],
        "sheet": sheet,
        "cards": sheet.cards,
        "more": form.query(page=page + 1) if sheet.has_more else "",
        "add": reverse("admin:images_photo_add"),
    }
    return render(request, "admin/images/photo/_choose.html", context)
