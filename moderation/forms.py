from django import forms

from comments.fields import TypedForm, TypedText

from .models import Decision, Rule

OWN_WORDS = 500
INCOMPLETE = dict.fromkeys(("required", "invalid", "min_value"), "Something was missing. Please send it again.")


class RuleChoice(forms.ModelChoiceField):
    default_error_messages = {
        "required": "Please choose the guideline that the comment breaks.",
        "invalid_choice": "Please choose one of the guidelines below.",
    }

    def __init__(self, **kwargs):
        super().__init__(Rule.objects.standing(), empty_label=None, to_field_name="code", **kwargs)

    def to_python(self, value):
        return super().to_python((value or "").replace("\0", ""))  # which PostgreSQL takes in no question


class ReportForm(TypedForm):
    # The first of the choices, and no rule: to disagree is what the comments are for. No code of a rule looks like it.
    DISAGREE = "(disagree)"

    rule = RuleChoice()
    words = TypedText(required=False, max_seen=OWN_WORDS)
    text_version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, error_messages=INCOMPLETE)

    @property
    def disagrees(self):
        return self.is_bound and self.data.get(self.add_prefix("rule")) == self.DISAGREE


class DecisionForm(TypedForm):
    """A moderator's decision; the version is that of the comment on their screen."""

    action = forms.ChoiceField(
        choices=Decision.Action,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Please press one of the two buttons."),
    )
    rule = RuleChoice(required=False)
    note = TypedText(required=False, max_seen=1000)
    version_seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1, error_messages=INCOMPLETE)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("action") == Decision.Action.REMOVE and not cleaned.get("rule") and "rule" not in self.errors:
            self.add_error("rule", "Choose the rule that the comment breaks; its author is told.")
        return cleaned
