"""Rights at the picture desk: the report of what runs out, the blocking of a photo, the log of uses, the suppliers."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from articles import mine
from articles.block import NothingToDo, block, unblock
from articles.models import Article, Figure, PhotoUse
from articles.rights_report import report
from articles.where import elsewhere
from images.models import Photo, Supplier

from .status import TellsItsStatus

DAYS = (1, 7, 30)
STORIES = 20  # that are named before a photo is blocked


class ReasonForm(forms.Form):
    reason = forms.CharField(
        max_length=500,
        label="Why",
        help_text="For the desk. Readers see no trace of the photo.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why in a sentence: whoever finds the photo gone will ask."},
    )


@require_safe
def rights(request):
    """What runs out in the next days, and what else the rights of photos in use ask for: `?days=` looks ahead."""
    if not request.user.has_perm("images.view_photo"):
        raise PermissionDenied
    asked = request.GET.get("days", "")
    days = int(asked) if asked in map(str, DAYS) else 7
    groups = seen_by(request.user, report(days=days))
    context = {"title": "Rights of photos in stories", "groups": groups, "days": days, "choices": DAYS}
    return render(request, "admin/images/photo/rights.html", {**admin.site.each_context(request), **context})


def seen_by(user, groups):
    """Return the groups of the report without stories that the person does not see: of others' that wait for their
    time nobody is told here."""
    seen = mine.seen_among(user, {story.pk for *_, lines in groups for line in lines for story in line.stories})
    for *_, lines in groups:
        for line in lines:
            line.stories = [story for story in line.stories if story.pk in seen]
        lines[:] = [line for line in lines if line.stories]
    return groups


def deed_page(deed, words, done, blocked):
    @require_http_methods(["GET", "HEAD", "POST"])
    def page(request, pk):
        if not request.user.has_perm("images.block_photo"):
            raise PermissionDenied
        photo = get_object_or_404(Photo, pk=pk)
        stories = Article.objects.for_link().filter(figures__in=Figure.objects.live().filter(photo=photo))
        form, status = ReasonForm(request.POST or None), 200
        if form.is_bound and form.is_valid():
            try:
                deed(photo=photo, by=request.user, reason=form.cleaned_data["reason"])
            except NothingToDo as refused:
                form.add_error(None, str(refused))
                status = 409
            else:
                messages.success(request, done)
                return redirect("admin:images_photo_change", photo.pk)
        elif form.is_bound:
            status = 422
        context = {
            "title": f"{words}: {photo}",
            "photo": photo,
            "form": form,
            "words": words,
            "possible": bool(photo.blocked_at) == blocked,
            "number": stories.count(),
            "stories": stories.order_by("-publish_at", "-pk")[:STORIES],
            "elsewhere": elsewhere(photo),
        }
        context |= admin.site.each_context(request)
        return render(request, "admin/images/photo/block.html", context, status=status)

    page.__name__ = deed.__name__
    return page


PAGES = [
    path("rights/", admin.site.admin_view(rights), name="photo_rights"),
    path(
        "<int:pk>/block/",
        admin.site.admin_view(deed_page(block, "Block this photo", "The photo is off every page.", blocked=False)),
        name="photo_block",
    ),
    path(
        "<int:pk>/unblock/",
        admin.site.admin_view(deed_page(unblock, "Let it back", "The photo is back in its stories.", blocked=True)),
        name="photo_unblock",
    ),
]


@admin.register(PhotoUse)
class PhotoUseAdmin(admin.ModelAdmin):
    """The log is written by the deeds; here it is only read."""

    list_display = ["photo", "credit", "supplier", "article", "place", "since", "until"]
    list_display_links = None
    list_select_related = ["photo", "article"]
    list_filter = ["place", ("until", admin.EmptyFieldListFilter)]
    search_fields = ["=photo__pk", "photo__credit", "photo__agency", "photo__supplier", "article__headline"]
    date_hierarchy = "since"
    list_per_page = 50
    show_full_result_count = False

    def get_queryset(self, request):
        """What is to come stands here beforehand: those who do not see its stories read of what was public."""
        uses = super().get_queryset(request)
        return uses if mine.sees_all(request.user) else uses.filter(since__lte=timezone.now())

    @admin.display(description="credit")
    def credit(self, use):
        return use.photo.credit

    @admin.display(description="agency, supplier")
    def supplier(self, use):
        return ", ".join(filter(None, [use.photo.agency, use.photo.supplier]))

    def has_add_permission(self, request):
        return False

    has_change_permission = has_delete_permission = lambda self, request, obj=None: False

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("images.view_photo")

    def has_module_permission(self, request):
        return request.user.has_perm("images.view_photo")


@admin.register(Supplier)
class SupplierAdmin(TellsItsStatus, admin.ModelAdmin):
    list_display = ["name", "kind", "spellings_in_line", "rights"]
    search_fields = ["name", "spellings"]

    @admin.display(description="spellings")
    def spellings_in_line(self, supplier):
        return ", ".join(supplier.spellings.splitlines())
