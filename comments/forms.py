import uuid

from django import forms
from django.conf import settings

from .fields import TypedForm, TypedText

INCOMPLETE = "Something was missing. Please send it again."


class CommentForm(TypedForm):
    text = TypedText(label="Your comment", max_seen=settings.COMMENT_MAX_LENGTH)
    form_key = forms.UUIDField(
        widget=forms.HiddenInput,
        initial=uuid.uuid4,
        error_messages=dict.fromkeys(("required", "invalid"), INCOMPLETE),
    )


class EditForm(TypedForm):
    """The version is that of the text which is being edited."""

    text = TypedText(label="Your comment", max_seen=settings.COMMENT_MAX_LENGTH)
    text_version = forms.IntegerField(
        widget=forms.HiddenInput,
        min_value=1,
        error_messages=dict.fromkeys(("required", "invalid", "min_value"), INCOMPLETE),
    )


class LikeForm(forms.Form):
    want = forms.ChoiceField(
        choices=[("like", "like"), ("unlike", "unlike")],
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Please press the button."),
    )
