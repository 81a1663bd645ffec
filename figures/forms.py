from django import forms

from articles.models import Section
from moderation.models import Rule

from .span import SPANS, USUAL, Span

CHOOSE = "Choose to keep it, or the rule by which you would remove it."


class SpanForm(forms.Form):
    """Which time, and which section, the numbers are about. What makes no sense means the usual."""

    span = forms.ChoiceField(choices=[(name, words) for name, (_, words) in SPANS.items()], required=False)
    section = forms.ModelChoiceField(Section.objects.all(), to_field_name="slug", required=False, empty_label="All")

    def chosen(self, at):
        self.is_valid()
        days, _ = SPANS[self.name]
        return Span(days, at, self.cleaned_data.get("section"))

    @property
    def name(self):
        return self.cleaned_data.get("span") or USUAL


class AnswerForm(forms.Form):
    """Keep, or the rule by which one would remove."""

    KEEP = "(keep)"  # no code of a rule looks like it
    answer = forms.CharField(error_messages={"required": CHOOSE})

    def clean_answer(self):
        """Return the rule, or None to keep."""
        code = self.cleaned_data["answer"]
        if code == self.KEEP:
            return None
        rule = Rule.objects.standing().filter(code=code.replace("\0", "")).first()
        if rule is None:
            raise forms.ValidationError(CHOOSE)
        return rule
