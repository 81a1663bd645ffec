"""The photo library at the desk. Captions reach the stories that show the photo, so its admin lives above both."""

from django.contrib import admin
from django.db import models
from django.forms import Textarea

from articles.caption import caption
from images.forms import PhotoForm
from images.models import Photo
from images.templatetags.photos import picture

from .library import Library
from .status import TellsItsStatus
from .widgets import PLAIN


@admin.register(Photo)
class PhotoAdmin(Library, TellsItsStatus, admin.ModelAdmin):
    form = PhotoForm
    readonly_fields = ["as_it_is", "where_used"]
    formfield_overrides = PLAIN | {models.TextField: {"widget": Textarea(attrs={"rows": 3})}}

    @admin.display(description="photo")
    def as_it_is(self, photo):
        return picture(photo, sizes="(min-width: 60rem) 40rem, 90vw") if photo.pk else "—"

    @admin.display(description="used in")
    def where_used(self, photo):
        stories = [figure.article for figure in photo.figures.select_related("article")] if photo.pk else []
        return ", ".join(story.headline for story in stories) or "No story yet."

    def get_fieldsets(self, request, obj=None):
        words = ["caption", "credit", "alt_text", "decorative"]
        more = ["headline", "creator", "source", "copyright_notice", "taken_at", ("focal_x", "focal_y")]
        first = ["as_it_is", *words, "where_used"] if obj else ["upload", *words]
        return [(None, {"fields": first}), ("More about it", {"fields": more, "classes": ["collapse"]})]

    def save_model(self, request, obj, form, change):
        if change:
            caption(photo=obj)
        else:
            form.file_it(uploaded_by=request.user)
