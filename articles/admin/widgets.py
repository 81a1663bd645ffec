"""Fields of the desk's forms that are one input with one label each, by keyboard, by voice and without scripts."""

from django import forms
from django.db import models


class DateTimeLocal(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


PLAIN = {
    models.DateTimeField: {"form_class": forms.DateTimeField, "widget": DateTimeLocal},
    models.ManyToManyField: {"widget": forms.CheckboxSelectMultiple},
}
