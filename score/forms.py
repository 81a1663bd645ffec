from django import forms


class TryForm(forms.Form):
    """A text to be scored, and what it answers. Nothing of it is kept."""

    text = forms.CharField(max_length=10_000, strip=False)
    parent = forms.CharField(max_length=10_000, required=False, strip=False)
