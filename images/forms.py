"""The forms of the picture desk."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.html import format_html

from clock.field import Moment

from .examine import Refused, examine
from .kinds import ACCEPTED, KINDS_IN_WORDS
from .models import Photo
from .upload import AlreadyHere, refuse_known, upload

FOCUS_HELP = "{}. Blank: the middle."
WORDS = ("caption", "alt_text", "decorative", "headline")
CHAIN = ("creator", "provided_by", "agency", "supplier", "source", "copyright_notice")
RIGHTS = ("rights", "instructions", "usage_terms", "restrictions", "use_from", "use_until", "single_use", "no_archive")
RIGHTS += ("territory", "licence_url", "web_statement", "licensor_url")
PLACE = ("taken_at", "place", "city", "region", "country", "people", "keywords")
FOR_ALL = ("credit", "creator", "agency", "rights", "restrictions", "place", "city", "country", "keywords")
AREAS = {
    "caption": 3,
    "alt_text": 2,
    "people": 2,
    "keywords": 3,
    "restrictions": 2,
    "instructions": 2,
    "usage_terms": 2,
}


class Lines(forms.CharField):
    """Several lines. Browsers end each with two characters, files and our rows with one: that is no change."""

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n").replace("\r", "\n")


def field_for(field, **options):
    """Return the form's field for one of Photo's."""
    if isinstance(field, models.DateTimeField):
        return field.formfield(form_class=Moment, **options)
    if isinstance(field, models.URLField):
        return field.formfield(assume_scheme="https", **options)
    if field.name in AREAS:
        options |= {"form_class": Lines, "widget": forms.Textarea(attrs={"rows": AREAS[field.name]})}
    found = field.formfield(**options)
    if field.choices:
        found.choices = [("", "not said yet"), *field.choices]
    return found


class FocusField(forms.FloatField):
    def __init__(self, label, words):
        widget = forms.NumberInput(attrs={"step": "0.01"})
        help_text = FOCUS_HELP.format(words)
        super().__init__(
            label=label, min_value=0, max_value=1, required=False, initial=0.5, help_text=help_text, widget=widget
        )

    def clean(self, value):
        value = super().clean(value)
        return 0.5 if value is None else value


class WordsForm(forms.ModelForm):
    """Words of a photo that is there; saved by the deed `articles.caption`, against the version that was seen."""

    version_seen = forms.IntegerField(widget=forms.HiddenInput, error_messages={"required": "Open the page again."})
    event_seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["version_seen"].initial = self.instance.version

    @property
    def words_changed(self):
        return [name for name in self.changed_data if name not in ("version_seen", "event_seen")]

    def clean_alt_text(self):
        return " ".join(self.cleaned_data["alt_text"].split())


class CaptionForm(WordsForm):
    """What most photos still want when they have just been uploaded."""

    class Meta:
        model = Photo
        fields = ("caption", "alt_text", "credit", "rights", "restrictions", "decorative")
        formfield_callback = field_for


class PhotoForm(WordsForm):
    """A photo at the picture desk: with its file when it is new, its words alone afterwards.

    A new one is filed by the deed `upload`, which `file_it` calls. If another request brought the same file meanwhile,
    that photo is returned, and `already_here` is it.
    """

    upload = forms.FileField(
        label="Photo",
        help_text=f"{KINDS_IN_WORDS}, as large as you have it. What you leave blank below is filled from the file.",
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )
    focal_x = FocusField("Focus across", "0 is the left edge, 1 the right")
    focal_y = FocusField("Focus down", "0 is the top edge, 1 the bottom")

    class Meta:
        model = Photo
        fields = (*WORDS, "credit", *CHAIN, *RIGHTS, *PLACE, "source_type", "focal_x", "focal_y")
        formfield_callback = field_for

    already_here = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ["upload"] if self.instance.pk else ["version_seen", "event_seen"]:
            del self.fields[name]

    def clean_upload(self):
        file = self.cleaned_data["upload"]
        try:
            refuse_known(file)
            examine(file)
        except AlreadyHere as there:
            self.already_here = there.photo
            raise ValidationError(says_already_here(there.photo), code="already_here") from None
        except Refused as refused:
            raise ValidationError(str(refused)) from None
        return file

    def file_it(self, uploaded_by=None):
        """Upload the new photo and return it."""
        words = {name: value for name, value in self.cleaned_data.items() if name != "upload"}
        try:
            return upload(file=self.cleaned_data["upload"], uploaded_by=uploaded_by, **words)
        except AlreadyHere as there:
            self.already_here = there.photo
            return there.photo


class ForAllForm(forms.ModelForm):
    """Words for all photos that are uploaded together: each gets those of which its file says nothing."""

    class Meta:
        model = Photo
        fields = FOR_ALL
        formfield_callback = field_for

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["keywords"].widget.attrs["rows"] = 2
        self.fields["credit"].help_text = "As it is to stand beside each photo."


def as_sent(field, value):
    """Return a value as the browser sends it when nobody touches its field."""
    if isinstance(value, bool):
        return "on" if value else ""
    sent = field.widget.format_value(field.prepare_value(value))
    return (sent[0] if isinstance(sent, list) else sent) or ""


def says_already_here(photo):
    address = reverse("admin:images_photo_change", args=[photo.pk])
    return format_html('This photo is in the library already: <a href="{}">{}</a>.', address, photo)
