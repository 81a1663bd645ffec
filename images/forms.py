from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html

from .examine import KINDS_IN_WORDS, Refused, examine
from .models import Photo
from .upload import AlreadyHere, upload

ACCEPTED = "image/jpeg,image/png,image/webp,image/avif,image/gif"
FOCUS_HELP = "What must stay in the picture when it is cropped: {}. Blank: the middle."


class PhotoForm(forms.ModelForm):
    """A photo at the picture desk: with its file when it is new, its words alone afterwards.

    Saving a new one is the deed `upload`: `form.save()` does it, and after `form.save(commit=False)` `form.file_it()`.
    If another request brought the same file meanwhile, that photo is returned, and `already_here` is it.
    """

    upload = forms.FileField(
        label="Photo",
        help_text=f"{KINDS_IN_WORDS}, as large as you have it. What you leave blank below is filled from the file.",
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )
    focal_x = forms.FloatField(
        label="Focus across",
        min_value=0,
        max_value=1,
        required=False,
        initial=0.5,
        help_text=FOCUS_HELP.format("0 is the left edge, 1 the right"),
    )
    focal_y = forms.FloatField(
        label="Focus down",
        min_value=0,
        max_value=1,
        required=False,
        initial=0.5,
        help_text=FOCUS_HELP.format("0 is the top edge, 1 the bottom"),
    )

    class Meta:
        model = Photo
        fields = (
            "caption",
            "credit",
            "alt_text",
            "decorative",
            "headline",
            "creator",
            "source",
            "copyright_notice",
            "taken_at",
            "focal_x",
            "focal_y",
        )

    field_order = ("upload",)
    already_here = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["upload"]

    def clean_upload(self):
        file = self.cleaned_data["upload"]
        try:
            seen = examine(file)
        except Refused as refused:
            raise ValidationError(str(refused)) from None
        if photo := Photo.objects.filter(sha256=seen.sha256).first():
            self.already_here = photo
            raise ValidationError(self.says_already_here(photo), code="already_here")
        return file

    def clean_focal_x(self):
        return middle_if_blank(self.cleaned_data["focal_x"])

    def clean_focal_y(self):
        return middle_if_blank(self.cleaned_data["focal_y"])

    def says_already_here(self, photo):
        address = reverse("admin:images_photo_change", args=[photo.pk])
        return format_html('This photo is in the library already: <a href="{}">{}</a>.', address, photo)

    def save(self, commit=True):
        new = self.instance._state.adding
        return self.file_it() if commit and new and not self.errors else super().save(commit)

    def file_it(self, uploaded_by=None):
        """Upload the new photo and return it."""
        words = {name: value for name, value in self.cleaned_data.items() if name != "upload"}
        try:
            photo = upload(file=self.cleaned_data["upload"], uploaded_by=uploaded_by, **words)
        except AlreadyHere as there:
            photo = self.already_here = there.photo
        # The admin goes on with the instance it was given.
        vars(self.instance).update(vars(photo))
        return self.instance


def middle_if_blank(value):
    return 0.5 if value is None else value
