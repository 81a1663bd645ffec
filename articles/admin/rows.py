"""The rows of the story's form: photos, bylines and related stories as its version on the screen has them.

They are shown and read here as an inline of Django's admin is, but they are not rows of a table: of a public story what
is typed here is not before readers yet. They are saved as part of the whole story's facts (articles/version.py).
"""

from django import forms
from django.contrib import admin
from django.db import models
from django.forms.formsets import BaseFormSet

from articles.models import Byline, Figure, Related

from .widgets import ChoosesPhoto

LAST = 1 << 20
PRINTED = ("id", "article")  # the admin's template prints them; nobody reads them


class RowForm(forms.ModelForm):
    """One row. What the database asks of a table is asked of the version: see the formset."""

    def clean(self):
        cleaned = super().clean()
        for name in PRINTED:
            cleaned.pop(name, None)
        return cleaned

    def validate_unique(self):
        pass

    def validate_constraints(self):
        pass


class RowFormSet(forms.BaseInlineFormSet):
    rows_of = key = ""  # the story's name for the rows; the field of which each value stands once
    said_twice = ""  # what is said where it does not

    def __init__(self, *args, instance=None, queryset=None, **kwargs):
        self.rows = list(getattr(instance, self.rows_of).all()) if instance and instance.pk else []
        super().__init__(*args, instance=instance, queryset=self.model.objects.none(), **kwargs)

    @classmethod
    def get_default_prefix(cls):
        return cls.rows_of

    def initial_form_count(self):
        return self.management_form.cleaned_data["INITIAL_FORMS"] if self.is_bound else len(self.rows)

    def get_queryset(self):
        """What the admin takes for the rows that are there already."""
        return [form.instance for form in self.initial_forms] if self.is_bound else self.rows

    def _construct_form(self, number, **kwargs):
        if not self.is_bound and number < len(self.rows):
            kwargs["instance"] = self.rows[number]
        elif not self.is_bound and number - len(self.rows) < len(self.initial_extra or ()):
            kwargs["initial"] = self.initial_extra[number - len(self.rows)]
        return BaseFormSet._construct_form(self, number, **kwargs)

    def add_fields(self, form, index):
        BaseFormSet.add_fields(self, form, index)
        self._pk_field = self.model._meta.pk
        for name in PRINTED:
            form.fields[name] = forms.CharField(required=False, widget=forms.HiddenInput)
        form.fields["position"].required = False  # left blank, it is the last
        if form.instance.position == 0 and (index is None or index >= len(self.rows)):
            form.initial["position"] = None

    def kept(self):
        """Return what was typed in each row that stays, in the order of their numbers."""
        rows = [form.cleaned_data for form in self.forms if form.is_valid() and form.cleaned_data]
        rows = [row for row in rows if row.get(self.key) and not row.get("DELETE")]
        return sorted(rows, key=lambda row: LAST if row.get("position") is None else row["position"])

    def validate_unique(self):
        values = [row[self.key] for row in self.kept()]
        if len(values) != len(set(values)):
            raise forms.ValidationError(self.said_twice)


class FigureForm(RowForm):
    """A photo in a story. What is left blank is the photo's own, which stands greyed in the field."""

    INHERITED = {"own_caption": "caption", "own_credit": "credit", "own_alt_text": "alt_text"}

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("decorative") and cleaned.get("own_alt_text"):
            self.add_error(None, "A decorative photo has no alt text: clear the text or untick decorative.")
        return cleaned


class FigureFormSet(RowFormSet):
    rows_of, key, said_twice = "figures", "photo", "This photo stands twice in the story: once is enough."

    def add_fields(self, form, index):
        super().add_fields(form, index)
        photo = self.photo_of(form)
        if photo is None or "photo" not in form.fields:
            return
        form.fields["photo"].widget.photo = photo
        for name, inherited in form.INHERITED.items():
            form.fields[name].widget.attrs["placeholder"] = getattr(photo, inherited)

    def photo_of(self, form):
        number = str(form["photo"].value() or "") if form.is_bound else ""
        if form.instance.photo_id:
            return form.instance.photo
        return next((row.photo for row in self.rows if str(row.photo_id) == number), None)

    def clean(self):
        super().clean()
        if sum(row.get("place") == Figure.Place.LEAD for row in self.kept()) > 1:
            raise forms.ValidationError("A story has one lead photo: set the others to “in the body”.")

    def facts(self):
        names = ("place", "own_caption", "own_credit", "own_alt_text", "decorative")
        return [[row["photo"].pk, *(row[name] for name in names)] for row in self.kept()]


class BylineFormSet(RowFormSet):
    rows_of, key, said_twice = "bylines", "author", "This author stands twice: once is enough."

    def facts(self):
        return [[row["author"].pk, row["role"]] for row in self.kept()]


class RelatedFormSet(RowFormSet):
    rows_of, key, said_twice = "related", "to", "This story stands twice among the related ones."

    def clean(self):
        super().clean()
        if any(row["to"].pk == self.instance.pk for row in self.kept()):
            raise forms.ValidationError("A story is not related to itself: choose another.")

    def facts(self):
        return [row["to"].pk for row in self.kept()]


class RowsOfStory:
    """Changing them is part of writing the story: who may do that may do this."""

    def may(self, request, obj=None):
        return request.user.has_perm("articles.change_article")

    has_view_permission = has_add_permission = has_change_permission = has_delete_permission = may


class BylineInline(RowsOfStory, admin.StackedInline):
    model = Byline
    form = RowForm
    formset = BylineFormSet
    extra = 1
    fields = [("author", "role", "position")]
    verbose_name_plural = "bylines"


class FigureInline(RowsOfStory, ChoosesPhoto, admin.StackedInline):
    model = Figure
    form = FigureForm
    formset = FigureFormSet
    extra = 1
    raw_id_fields = ["photo"]
    verbose_name = "photo"
    verbose_name_plural = "photos"
    fields = [("photo", "place", "position"), "own_caption", "own_credit", "own_alt_text", "decorative"]
    formfield_overrides = {models.TextField: {"widget": forms.Textarea(attrs={"rows": 2})}}


class RelatedInline(RowsOfStory, admin.StackedInline):
    model = Related
    form = RowForm
    formset = RelatedFormSet
    fk_name = "article"
    extra = 1
    raw_id_fields = ["to"]
    fields = [("to", "position")]
    verbose_name_plural = "related stories (none picked: the newest that share most topics)"
