from django import forms

from comments.fields import TypedForm, TypedText
from moderation.forms import RuleChoice

from .models import ScreeningRule
from .rehearse import MOST_DAYS
from .write import MOST_LETTERS

TEXT = 20_000
# What the list and the number mean, by kind: (the list, the number).
MEANS = {
    "words": ("Words and phrases, one a line. A star at the end of a word stands for any ending, as in “gomb*”.", ""),
    "legal": ("Phrases, one a line. A star at the end of a word stands for any ending.", ""),
    "personal": ("Which of these: phone, e-mail, eircode, iban, car plate, ppsn. One a line; empty: all.", ""),
    "hosts": ("Hosts, one a line, as in spam.example. All that is under them is meant too.", ""),
    "links": (
        "Hosts that do not count, one a line, exactly as in a link.",
        "From how many links. Empty: 3.",
    ),
    "newlinks": (
        "Hosts that do not count, one a line.",
        "For how many hours an account is new. Empty: as set.",
    ),
    "shouting": ("", "From which share of capitals, in per cent. Empty: 70."),
    "repeats": ("", ""),
    "near": ("", "From how many accounts with nearly the same text. Empty: 5."),
    "newcomers": ("", "How many comments of theirs a moderator keeps before they are known. Empty: 3."),
    "risk": ("", "From which share of removed comments a story is watched by itself, in per cent. Empty: never."),
}


class RuleForm(TypedForm):
    """A rule as it is written. Its kind is chosen once."""

    name = forms.CharField(max_length=80, error_messages={"required": "Give the rule a name."})
    kind = forms.ChoiceField(
        choices=ScreeningRule.Kind,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what the rule looks for.", "invalid_choice": "Choose one of the kinds."},
    )
    lists = TypedText(required=False, max_seen=MOST_LETTERS)
    number = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=100_000,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), "Write a number from 1 on, or none."),
    )
    cites = RuleChoice(required=False, error_messages={"invalid_choice": "Choose one of the published rules, or none."})
    outcome = forms.ChoiceField(
        choices=ScreeningRule.Outcome,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose what follows when something is found."),
    )
    version_seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, *args, rule=None, **kwargs):
        if rule:
            said = {name: getattr(rule, name) for name in ("name", "kind", "lists", "number", "outcome")}
            kwargs["initial"] = {**said, "cites": rule.cites and rule.cites.code, "version_seen": rule.version}
        super().__init__(*args, **kwargs)
        self.rule = rule
        if rule:
            self.fields["kind"].required = False

    def clean_name(self):
        name = self.cleaned_data["name"]
        same = ScreeningRule.objects.filter(name__iexact=name)
        if same.exclude(pk=self.rule and self.rule.pk).exists():
            raise forms.ValidationError("Another rule has this name.")
        return name

    def clean_kind(self):
        return self.rule.kind if self.rule else self.cleaned_data["kind"]

    def clean_version_seen(self):
        return self.cleaned_data["version_seen"] or 0


class PutForm(TypedForm):
    state = forms.ChoiceField(
        choices=ScreeningRule.State,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Please press one of the buttons."),
    )
    version_seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class RehearseForm(TypedForm):
    days = forms.IntegerField(
        min_value=1,
        max_value=MOST_DAYS,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), f"Choose from 1 to {MOST_DAYS} days."
        ),
    )


class TryForm(TypedForm):
    # As a comment comes, with all that its form would refuse: the rules see texts from elsewhere too.
    text = forms.CharField(
        widget=forms.Textarea,
        max_length=TEXT,
        strip=False,
        error_messages={
            "required": "Paste a text first.",
            "max_length": f"There is room for {TEXT:,} characters.",
            "null_characters_not_allowed": "The text has characters in it that no text has.",
        },
    )
