from django import forms

from comments.fields import TypedForm, TypedText

from .models import Decision, Rule

OWN_WORDS = 500


class RuleChoice(forms.ModelChoiceField):
    widget = forms.RadioSelect

    def __init__(self, **kwargs):
        super().__init__(Rule.objects.standing(), empty_label=None, to_field_name="code", **kwargs)


class ReportForm(TypedForm):
    rule = RuleChoice(
        label="Which guideline does it break?",
        error_messages={
            "required": "Please choose the guideline that the comment breaks.",
            "invalid_choice": "Please choose one of the guidelines below.",
        },
    )
    words = TypedText(
        label="In your own words (if you like)",
        required=False,
        max_seen=OWN_WORDS,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    text_version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class DecisionForm(TypedForm):
    """A moderator's decision; the version is that of the comment on their screen."""

    action = forms.ChoiceField(choices=Decision.Action, widget=forms.HiddenInput)
    rule = RuleChoice(label="Rule", required=False)
    note = TypedText(
        label="Note to the author (if you like)",
        required=False,
        max_seen=1000,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    version_seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("action") == Decision.Action.REMOVE and not cleaned.get("rule") and "rule" not in self.errors:
            self.add_error("rule", "Choose the rule that the comment breaks; its author is told.")
        return cleaned
