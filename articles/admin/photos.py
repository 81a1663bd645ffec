"""The photo library at the desk. Captions reach the stories that show the photo, so its admin lives above both."""

from django.contrib import admin
from django.db import models
from django.forms import Textarea

from articles.caption import caption
from images.forms import PhotoForm
from images.models import Photo
from images.templatetags.photos import picture

from . import rights
from .status import TellsItsStatus
from .widgets import PLAIN


@admin.register(Photo)
class PhotoAdmin(TellsItsStatus, admin.ModelAdmin):
    form = PhotoForm
    list_display = ["title", "thumbnail", "pk", "credit", "ready", "uploaded_at"]
    search_fields = ["caption", "credit", "headline", "alt_text"]
    list_per_page = 30
    readonly_fields = ["as_it_is", "where_used"]
    formfield_overrides = PLAIN | {models.TextField: {"widget": Textarea(attrs={"rows": 3})}}

    @admin.display(description="photo")
    def thumbnail(self, photo):
        return picture(photo, sizes="120px", alt="")

    @admin.display(description="photo")
    def as_it_is(self, photo):
        return picture(photo, sizes="(min-width: 60rem) 40rem, 90vw") if photo.pk else "—"

    @admin.display(description="caption")
    def title(self, photo):
        return str(photo)

    @admin.display(description="ready", boolean=True)
    def ready(self, photo):
        return bool(photo.caption and photo.credit and photo.has_alt_decision)

    @admin.display(description="used in")
    def where_used(self, photo):
        stories = [figure.article for figure in photo.figures.select_related("article")] if photo.pk else []
        return ", ".join(story.headline for story in stories) or "No story yet."

    def get_fieldsets(self, request, obj=None):
        words = ["caption", "credit", "alt_text", "decorative"]
        more = ["headline", "creator", "source", "copyright_notice", "taken_at", ("focal_x", "focal_y")]
        first = ["as_it_is", *words, "where_used"] if obj else ["upload", *words]
        return [(None, {"fields": first}), ("More about it", {"fields": more, "classes": ["collapse"]})]

    def get_urls(self):
        return [*rights.PAGES, *super().get_urls()]

    def save_model(self, request, obj, form, change):
        if change:
            caption(photo=obj, by=request.user)
        else:
            form.file_it(uploaded_by=request.user)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and (obj is None or not obj.figures.exists())
