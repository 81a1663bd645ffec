"""The list of caution phrases, kept by the editor in charge and the lawyer."""

from urllib.parse import urlencode

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html

from caution.models import CautionPhrase
from caution.write import write

from .status import TellsItsStatus


class UseFilter(admin.SimpleListFilter):
    title, parameter_name = "use", "is_on"

    def lookups(self, request, desk):
        return [("1", "in use"), ("0", "switched off")]

    def queryset(self, request, phrases):
        return phrases.filter(is_on=self.value() == "1") if self.value() in ("0", "1") else phrases


class CommentsFilter(admin.ChoicesFieldListFilter):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.title = "comments"


@admin.register(CautionPhrase)
class CautionPhraseAdmin(TellsItsStatus, admin.ModelAdmin):
    list_display = ["phrase", "note", "until", "in_comments", "in_use", "added_by", "added_at"]
    list_filter = [UseFilter, ("in_comments", CommentsFilter)]
    list_select_related = ["added_by"]
    list_per_page = 100
    search_fields = ["phrase", "words", "note"]
    actions = None
    fields = ["phrase", "note", "until", "in_comments", "is_on"]

    def get_fields(self, request, obj=None):
        """Who may only look is shown the model's own names of fields, and this one's reads oddly."""
        may = self.has_change_permission(request, obj) or self.has_add_permission(request)
        return self.fields if may else [*self.fields[:-1], "in_use"]

    def get_list_display(self, request):
        may = request.user.has_perm("articles.view_article")
        return [*self.list_display, "stories"] if may else self.list_display

    @admin.display(description="in use", boolean=True, ordering="is_on")
    def in_use(self, row):
        return row.is_on

    @admin.display(description="where it stands")
    def stories(self, row):
        address = reverse("admin:articles_article_changelist")
        return format_html('<a href="{}?{}">Stories with it</a>', address, urlencode({"q": f'"{row.phrase}"'}))

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "note":
            kwargs["widget"] = forms.Textarea(attrs={"rows": 3})
        if db_field.name == "is_on":
            kwargs |= {
                "label": "In use",
                "help_text": "Untick it to look for the phrase no longer; it stays on the list.",
            }
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
