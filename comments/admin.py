"""What stands above the comments, and when they are taken: on the whole site, in a section, on a story.

Comments themselves are not edited here: what is done about them is done in the queue.
"""

from django import forms
from django.contrib import admin

from articles.admin.paper import OneRow, SectionAdmin
from articles.admin.status import TellsItsStatus
from articles.admin.stories import StoryAdmin
from articles.sanitise import story_html

from .hours_forms import HoursForm, HoursFormSet, SiteHoursFormSet
from .models import Community, OpeningHours


class HoursInline(admin.StackedInline):
    """Opening hours; whoever saves them with the story or the section moves the pages that show it."""

    model = OpeningHours
    form = HoursForm
    formset = HoursFormSet
    extra = 1
    fields = [("day", "opens", "closes")]
    classes = ["collapse"]
    verbose_name = "row of hours"
    verbose_name_plural = "opening hours of comments (none: those of the section, or of the whole site)"


class SectionHoursInline(HoursInline):
    verbose_name_plural = "opening hours of comments (none: those of the whole site)"


class NoOwnerChecks(admin.checks.InlineModelAdminChecks):
    def _check_exclude_of_parent_model(self, obj, parent_model):
        return []

    _check_relation = _check_exclude_of_parent_model


class SiteHoursInline(HoursInline):
    """The hours that belong to no story and no section, on the page of the community, which has no rows of its own."""

    formset = SiteHoursFormSet
    checks_class = NoOwnerChecks
    classes = []
    verbose_name_plural = "opening hours of comments on the whole site (none: always open)"

    def get_formset(self, request, obj=None, **kwargs):
        may = {"can_delete": self.has_delete_permission(request, obj)}
        extra = self.extra if self.has_add_permission(request, obj) else 0
        return forms.modelformset_factory(OpeningHours, form=self.form, formset=self.formset, extra=extra, **may)


StoryAdmin.inlines = [*StoryAdmin.inlines, HoursInline]
SectionAdmin.inlines = [*SectionAdmin.inlines, SectionHoursInline]


class CommunityForm(forms.ModelForm):
    close_after_days = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=3650,
        help_text="A story takes comments for so many days after it was published. Blank: for ever.",
    )

    def clean_statement(self):
        return story_html(self.cleaned_data["statement"])


@admin.register(Community)
class CommunityAdmin(TellsItsStatus, OneRow):
    form = CommunityForm
    inlines = [SiteHoursInline]
    fieldsets = [
        ("Above the comments", {"fields": ["kicker", "heading", "statement"]}),
        ("On every story", {"fields": ["order", "close_after_days", "shows_removals"]}),
    ]
