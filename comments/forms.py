import uuid

from django import forms
from django.conf import settings

from .fields import TypedForm, TypedText


class CommentForm(TypedForm):
    text = TypedText(label="Your comment", max_seen=settings.COMMENT_MAX_LENGTH)
    form_key = forms.UUIDField(
        widget=forms.HiddenInput,
        initial=uuid.uuid4,
        error_messages=dict.fromkeys(("required", "invalid"), "Something was missing. Please send it again."),
    )
