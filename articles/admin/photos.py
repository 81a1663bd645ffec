"""The photo library at the desk. Captions reach the stories that show the photo, so its admin lives above both."""

from django.contrib import admin
from django.urls import path

from images.models import Photo

from . import rights
from .just_uploaded import just_uploaded
from .library import Library
from .photo import add_photo, photo_page
from .uploads import upload_many

UPLOADS = [
    path("upload/", admin.site.admin_view(upload_many), name="images_photo_upload"),
    path("just-uploaded/", admin.site.admin_view(just_uploaded), name="images_photo_just_uploaded"),
]


@admin.register(Photo)
class PhotoAdmin(Library, admin.ModelAdmin):
    def get_urls(self):
        return [*rights.PAGES, *UPLOADS, *super().get_urls()]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        return photo_page(request, object_id)

    def add_view(self, request, form_url="", extra_context=None):
        return add_photo(request)
