"""The list of caution phrases, kept by the editor in charge and the lawyer."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError

from caution.models import CautionPhrase
from caution.write import write

from .status import TellsItsStatus


@admin.register(CautionPhrase)
class CautionPhraseAdmin(TellsItsStatus, admin.ModelAdmin):
    list_display = ["phrase", "note", "until", "in_comments", "is_on", "added_by", "added_at"]
    list_filter = ["is_on", "in_comments"]
    list_select_related = ["added_by"]
    list_per_page = 100
    search_fields = ["phrase", "words", "note"]
    actions = None
    fields = ["phrase", "note", "until", "in_comments", "is_on"]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "note":
            kwargs["widget"] = forms.Textarea(attrs={"rows": 3})
        if db_field.name == "until":
            kwargs |= {
                "form_class": forms.DateField,
                "widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            }
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def changeform_view(self, request, *args, **kwargs):
        try:
            return super().changeform_view(request, *args, **kwargs)
        except ValidationError:  # put on the list by somebody else after the form had looked: it looks again
            return super().changeform_view(request, *args, **kwargs)

    def save_model(self, request, obj, form, change):
        if not change:
            obj.added_by = request.user
        write(row=obj, by=request.user)

    def has_delete_permission(self, request, obj=None):
        """What is no longer looked for is switched off: who put it there, and why, stays."""
        return False
