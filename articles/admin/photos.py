"""The photo library at the desk. Captions reach the stories that show the photo, so its admin lives above both."""

from django.contrib import admin
from django.urls import path

from images.models import Photo
from images.templatetags.photos import picture

from . import rights
from .just_uploaded import just_uploaded
from .photo import add_photo, photo_page
from .uploads import upload_many

UPLOADS = [
    path("upload/", admin.site.admin_view(upload_many), name="images_photo_upload"),
    path("just-uploaded/", admin.site.admin_view(just_uploaded), name="images_photo_just_uploaded"),
]


@admin.register(Photo)
class PhotoAdmin(admin.ModelAdmin):
    list_display = ["title", "thumbnail", "pk", "credit", "ready", "uploaded_at"]
    search_fields = ["caption", "credit", "headline", "alt_text"]
    list_per_page = 30

    @admin.display(description="photo")
    def thumbnail(self, photo):
        return picture(photo, sizes="120px", alt="")

    @admin.display(description="caption")
    def title(self, photo):
        return str(photo)

    @admin.display(description="ready", boolean=True)
    def ready(self, photo):
        return bool(photo.caption and photo.credit and photo.has_alt_decision)

    def get_urls(self):
        return [*rights.PAGES, *UPLOADS, *super().get_urls()]

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and (obj is None or not obj.figures.exists())

    def change_view(self, request, object_id, form_url="", extra_context=None):
        return photo_page(request, object_id)

    def add_view(self, request, form_url="", extra_context=None):
        return add_photo(request)
