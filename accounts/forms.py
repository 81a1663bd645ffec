import unicodedata

from django import forms

from .models import User

HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}  # control, format (bidi among them), unassigned, line separators


def tidy_name(name):
    """Return a display name with single spaces; raise ValidationError if it holds what cannot be seen."""
    name = " ".join(unicodedata.normalize("NFC", name).split())
    if any(unicodedata.category(character) in HIDDEN for character in name):
        raise forms.ValidationError("Please choose a name without invisible characters.")
    if sum(character.isalnum() for character in name) < 2:
        raise forms.ValidationError("Please choose a name with at least two letters or digits.")
    return name


class SignupForm(forms.Form):
    """What is asked at sign-up beside e-mail and password; allauth builds its form on this one."""

    display_name = forms.CharField(
        label="Name beside your comments",
        max_length=60,
        min_length=2,
        help_text="Your own name or one you like to be known by. Other readers see it.",
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )

    def clean_display_name(self):
        name = tidy_name(self.cleaned_data["display_name"])
        if User.objects.filter(display_name__iexact=name).exists():
            raise forms.ValidationError("Somebody else here already uses that name. Please choose another.")
        return name

    def signup(self, request, user):
        user.display_name = self.cleaned_data["display_name"]
        user.save(update_fields=["display_name"])


class NameForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["display_name"]
        labels = {"display_name": "Name beside your comments"}

    def clean_display_name(self):
        return tidy_name(self.cleaned_data["display_name"])
