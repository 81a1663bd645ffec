"""The form that changes many photos at once: what is left blank stays as each photo has it."""

import re

from django import forms
from django.utils.functional import cached_property

from articles.caption_many import ADDED, MOST, added
from images.forms import field_for
from images.history import in_words
from images.models import Photo

FIELDS = ["credit", "provided_by", "agency", "supplier", "rights", "restrictions", "use_from", "use_until"]
FIELDS += ["no_archive", "single_use", "source_type", "place", "city", "country", "keywords", "people"]
SEEN = re.compile(r"([0-9]{1,18})\.([0-9]{1,9})", re.ASCII)
STAYS = "as it is"


class ManyForm(forms.Form):
    """`photos` are “number.version” of each photo, as the editor had them on the screen."""

    photos = forms.CharField(widget=forms.HiddenInput, max_length=MOST * 30, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        for name in FIELDS:
            self.fields[name] = field_of(Photo._meta.get_field(name))

    def clean_no_archive(self):
        return {"yes": True, "no": False}.get(self.cleaned_data["no_archive"])

    def clean_single_use(self):
        return {"yes": True, "no": False}.get(self.cleaned_data["single_use"])

    @cached_property
    def seen(self):
        """The version of each photo that was seen, by its number."""
        found = {int(number): int(version) for number, version in SEEN.findall(str(self["photos"].value() or ""))}
        return dict(list(found.items())[:MOST])

    def clean(self):
        cleaned = super().clean()
        begins, ends = cleaned.get("use_from"), cleaned.get("use_until")
        if begins and ends and begins >= ends:
            self.add_error("use_until", "The time in which the photos may be used ends before it begins.")
        if not self.seen:
            raise forms.ValidationError("No photo is chosen. Go back to the library and tick some.")
        if not self.errors and not self.values():
            raise forms.ValidationError("Fill in what is to be changed; what you leave blank stays as it is.")
        return cleaned

    def clean_keywords(self):
        return added("", self.cleaned_data["keywords"])

    def clean_people(self):
        return added("", self.cleaned_data["people"])

    def values(self):
        """Return what is to be changed, by the names of Photo's fields."""
        return {name: self.cleaned_data[name] for name in FIELDS if self.cleaned_data.get(name) not in ("", None)}

    def in_words(self, name):
        """Return the label of a field and what is given for it."""
        value, field = self.cleaned_data[name], Photo._meta.get_field(name)
        if name in ADDED:
            return self[name].label, ", ".join(value.split("\n"))
        return self[name].label, in_words(field, value.isoformat() if hasattr(value, "isoformat") else value)

    def with_photos(self, photos):
        """Return the same for other photos."""
        data = self.data.copy()
        data["photos"] = photos
        return type(self)(data)

    @property
    def sections(self):
        return [
            ("Whose they are", [self[name] for name in FIELDS[:4]]),
            ("By what right", [self[name] for name in FIELDS[4:10]]),
            ("Where, when, how", [self[name] for name in FIELDS[10:]]),
        ]


def field_of(field):
    if field.name in ("no_archive", "single_use"):
        choices = [("", STAYS), ("yes", "yes"), ("no", "no")]
        return forms.ChoiceField(label=words(field), choices=choices, required=False)
    if field.name in ADDED:
        widget = forms.Textarea(attrs={"rows": 3})
        label, help_text = f"Add {field.name}", "One to a line. Those that a photo has stay."
        return forms.CharField(label=label, required=False, widget=widget, max_length=2000, help_text=help_text)
    found = field_for(field, required=False, help_text="", label=words(field))
    if field.choices:
        found.choices = [("", STAYS), *field.choices]
    return found


def words(field):
    return str(field.verbose_name).capitalize()
