"""Fields of the desk's forms that are one input with one label each, by keyboard, by voice and without scripts."""

from django import forms
from django.db import models
from django.template.loader import render_to_string

from clock.field import Moment, MomentInput
from images.delete import InBin
from images.models import Photo


class PhotoNumber(forms.NumberInput):
    """A photo's number, beside it the photo, and a button that opens the sheet to choose from; without scripts a link
    to the library. The page that has it includes admin/images/photo/_sheet.html."""

    photo = None  # whose number it is, where the form has it at hand

    def __init__(self, attrs=None):
        super().__init__({"min": 1, "class": "photo-number"} | (attrs or {}))

    def render(self, name, value, attrs=None, renderer=None):
        field = super().render(name, value, attrs, renderer)
        return render_to_string("admin/images/photo/_number.html", {"field": field, "photo": self.photo_of(value)})

    def photo_of(self, value):
        if self.photo is not None and str(self.photo.pk) == str(value):
            return self.photo
        number = str(value or "")
        return Photo.objects.filter(pk=number).first() if number.isdecimal() and len(number) < 19 else None


class ChoosesPhoto:
    """A ModelAdmin whose photos, named in raw_id_fields too, are chosen from the sheet; those in the bin are not."""

    def changeform_view(self, request, *args, **kwargs):
        try:
            return super().changeform_view(request, *args, **kwargs)
        except InBin:  # put there after the form had looked: it looks again, says so, and keeps what was typed
            return super().changeform_view(request, *args, **kwargs)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.related_model is Photo:
            kwargs |= {"widget": PhotoNumber(), "queryset": Photo.objects.in_library()}
            kwargs["error_messages"] = {"invalid_choice": "The library has no photo with this number."}
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


PLAIN = {
    models.DateTimeField: {"form_class": Moment, "widget": MomentInput},
    models.ManyToManyField: {"widget": forms.CheckboxSelectMultiple},
}
