import uuid

from django import forms
from django.utils import timezone

from accounts.mailbox import reachable
from articles.models import Correction
from comments.fields import UNWANTED, TypedForm, TypedText

from .models import ErrorReport

PASSAGE, WORDS, ANSWER = 500, 2000, 2000
UNSEEN = "website"  # a field that nobody sees: mostly programs fill it in, and now and then a browser
INCOMPLETE = dict.fromkeys(("required", "invalid"), "Something was missing. Please send it again.")


def passage_of(text):
    """Return the words that came with the address, as the field takes them."""
    return UNWANTED.sub("", text)[:PASSAGE]


class ErrorForm(TypedForm):
    """What is wrong in a story. Whoever is signed in is not asked for an address."""

    where = forms.ChoiceField(
        choices=ErrorReport.Where,
        initial=ErrorReport.Where.TEXT,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Please choose where it stands."),
    )
    passage = TypedText(required=False, max_seen=PASSAGE)
    words = TypedText(max_seen=WORDS, empty="Please say what is wrong: without that an editor cannot look it up.")
    name = forms.CharField(required=False, max_length=120)
    email = forms.EmailField(required=False, max_length=254)
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, error_messages=INCOMPLETE)

    def clean_email(self):
        return reachable(self.cleaned_data["email"])

    @property
    def filled_unseen(self):
        return bool(self.data.get(UNSEEN))


def is_number(text):
    """Tell whether a row may have this number: the database knows none that is greater."""
    return text.isdecimal() and len(text) < 19


class Reports(forms.ModelMultipleChoiceField):
    """Those that are chosen; what no row can have as its number is not one of them."""

    def clean(self, value):
        return super().clean([number for number in value or () if is_number(number)])


class AnswerForm(forms.Form):
    """An editor's answer to all who told of one error."""

    reports = Reports(
        ErrorReport.objects.none(),
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose the readers whom you answer."),
    )
    outcome = forms.ChoiceField(
        choices=ErrorReport.Outcome,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose what you found."),
    )
    correction = forms.ModelChoiceField(
        Correction.objects.none(),
        required=False,
        empty_label="None: it needed no notice",
        error_messages={"invalid_choice": "Choose one of this story’s notices."},
    )
    words = TypedText(required=False, max_seen=ANSWER)

    def __init__(self, *args, article, **kwargs):
        super().__init__(*args, **kwargs)
        # Those that were answered meanwhile too: the deed says by whom, and nothing is lost.
        self.fields["reports"].queryset = ErrorReport.objects.filter(article=article)
        self.fields["correction"].queryset = article.corrections.all()
        self.fields["correction"].label_from_instance = in_short

    def clean(self):
        cleaned = super().clean()
        if (
            cleaned.get("outcome") == ErrorReport.Outcome.NONE
            and not cleaned.get("words")
            and "words" not in self.errors
        ):
            self.add_error("words", "Say why it is right as it stands: the readers are told.")
        return cleaned


def in_short(correction):
    at = timezone.localtime(correction.issued_at)
    return f"{correction.get_kind_display()}, {at:%d.%m.%Y %H:%M}: {correction.text[:80]}"
