"""The library at the desk: a contact sheet of all photos, with words to find them by and filters in the address."""

from dataclasses import dataclass

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.caption_many import MOST
from images.models import Photo
from images.uses import count_uses

from .library_badges import badges
from .library_bin import bring_back_page, delete_page
from .library_filter import FilterForm
from .library_many import many

PER_PAGE = 48
COUNTED = 1_000  # photos are counted so far: nobody looks through more, and to count all takes long
DEEPEST = 100_000
NOT_NEEDED = "as_filed", "instructions", "usage_terms"  # may be long


@dataclass
class Sheet:
    """A page of photos, each with its badges: (photo, badges)."""

    cards: list
    count: int
    count_is_all: bool
    page: int
    has_more: bool

    @property
    def in_words(self):
        if not self.count_is_all:
            return f"More than {COUNTED:,} photos"
        return "No photo" if not self.count else f"{self.count:,} photo{'s' if self.count > 1 else ''}"


def sheet_of(photos, page=1, per_page=PER_PAGE, at=None):
    """Return a page of `photos`. One query finds their numbers in their order, and counts them as far as it goes."""
    page, numbers = min(max(1, page), DEEPEST), photos.values_list("pk", flat=True)
    begin = (page - 1) * per_page
    if begin + per_page <= COUNTED:
        known = list(numbers[: COUNTED + 1])
        shown, more = known[begin : begin + per_page], len(known) > begin + per_page
        count, is_all = min(len(known), COUNTED), len(known) <= COUNTED
    else:
        shown = list(numbers[begin : begin + per_page + 1])
        more, count, is_all, shown = len(shown) > per_page, COUNTED, False, shown[:per_page]
    return Sheet(cards_of(shown, at), count, is_all, page, more)


def cards_of(numbers, at=None):
    """Return these photos in this order, each with its badges."""
    at, found = at or timezone.now(), Photo.objects.defer(*NOT_NEEDED).in_bulk(numbers)
    photos = [found[number] for number in numbers if number in found]
    uses = count_uses(photos)
    return [(photo, badges(photo, at, uses[photo.pk])) for photo in photos]


def page_in(request):
    page = request.GET.get("page", "")
    return int(page) if page.isdecimal() and len(page) < 7 else 1


@require_safe
def library(request, desk):
    """What the address asks for; htmx gets the part that was found."""
    if not desk.has_view_permission(request):
        raise PermissionDenied
    form, page = FilterForm(request.GET), page_in(request)
    context = {
        **admin.site.each_context(request),
        "title": "Photo library",
        "form": form,
        "sheet": sheet_of(form.photos(request.user), page),
        "query": form.query(),
        "narrowed": list(form.in_words()),
        "older": form.query(page=page + 1),
        "newer": form.query(page=page - 1 if page > 2 else ""),
        "most": MOST,
        "may_add": desk.has_add_permission(request),
        "may_change": desk.has_change_permission(request),
        "may_delete": desk.has_delete_permission(request),
    }
    part = request.htmx and not request.htmx.history_restore_request
    answer = render(request, f"admin/images/photo/{'_found' if part else 'library'}.html", context)
    if part:
        asked = form.query(page=page if page > 1 else "")
        answer["HX-Push-Url"] = request.path + (f"?{asked}" if asked else "")
    return answer


class Library:
    """The parts of PhotoAdmin that are about many photos: Django's own list and its deletion for good are replaced."""

    actions = None

    def changelist_view(self, request, extra_context=None):
        return library(request, self)

    def delete_view(self, request, object_id, extra_context=None):
        return delete_page(request, object_id)

    def get_urls(self):
        view = self.admin_site.admin_view
        pages = [
            path("many/", view(many), name="photo_many"),
            path("<int:pk>/bring-back/", view(bring_back_page), name="photo_bring_back"),
        ]
        return [*pages, *super().get_urls()]
