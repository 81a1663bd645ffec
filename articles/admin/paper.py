"""The paper's fixed things: masthead, sections, authors, agencies, policies."""

from django import forms
from django.contrib import admin
from django.db import models

from articles.models import Agency, Author, Masthead, Policy, Section
from articles.move_section import move_section
from articles.sanitise import story_html
from images import rights
from images.delete import refuse_bin
from pagecache.move import move

from .status import TellsItsStatus
from .widgets import ChoosesPhoto


class OnEveryPage(admin.ModelAdmin):
    """What stands on every page: a change to it moves them all."""

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        move("paper")


class OneRow(OnEveryPage):
    def has_add_permission(self, request):
        return super().has_add_permission(request) and not self.model.objects.exists()

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        obj.pk = 1
        super().save_model(request, obj, form, change)


admin.site.register(Masthead, OneRow)


@admin.register(Section)
class SectionAdmin(TellsItsStatus, OnEveryPage):
    list_display = ["name", "slug", "position"]
    prepopulated_fields = {"slug": ["name"]}

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if change:
            move_section(section=obj, before=form.initial["slug"])


class AuthorForm(forms.ModelForm):
    def clean_photo(self):
        """A portrait is public at once."""
        photo = self.cleaned_data["photo"]
        if photo and "photo" in self.changed_data:
            forbidden = rights.problems(photo) + ([] if photo.credit else ["It has no credit."])
            if forbidden:
                raise forms.ValidationError([f"This photo may not be shown. {sentence}" for sentence in forbidden])
        return photo


@admin.register(Author)
class AuthorAdmin(ChoosesPhoto, OnEveryPage):
    form = AuthorForm
    list_display = ["name", "role", "contact_email", "user"]
    search_fields = ["name", "role"]
    prepopulated_fields = {"slug": ["name"]}
    raw_id_fields = ["user", "photo"]
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    fieldsets = [
        (None, {"fields": ["name", "slug", "role", "bio", "photo"]}),
        (
            "How readers reach them, and for what",
            {"fields": ["contact_email", "contact_link", "expertise", "languages"]},
        ),
        ("Login", {"fields": ["user"]}),
    ]

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        refuse_bin([obj.photo_id] if obj.photo_id else [])


@admin.register(Agency)
class AgencyAdmin(OnEveryPage):
    list_display = ["name", "copyright_name"]


class PolicyForm(forms.ModelForm):
    def clean_body(self):
        return story_html(self.cleaned_data["body"])


@admin.register(Policy)
class PolicyAdmin(OnEveryPage):
    form = PolicyForm
    list_display = ["title", "slug", "changed_at"]
    prepopulated_fields = {"slug": ["title"]}
