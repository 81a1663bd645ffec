from datetime import datetime, time, timedelta

from django import forms
from django.utils import timezone

from comments.fields import TypedForm, TypedText
from moderation.forms import INCOMPLETE, RuleChoice
from moderation.models import Decision

from .ladder import WEEK
from .models import Sanction
from .preview import HOURS

Kind = Sanction.Kind
OWN_WORDS = 1000
GOOD, DATE = "good", "date"
LENGTHS = {
    "hour": ("1 hour", timedelta(hours=1)),
    "day": ("1 day", timedelta(days=1)),
    "week": ("7 days", WEEK),
    "month": ("30 days", timedelta(days=30)),
}
OFFERED = {Kind.SUSPEND: ("hour", "day", "week", "month", DATE), Kind.PREMODERATE: ("week", "month", GOOD, DATE)}
WORDS = {name: said for name, (said, _) in LENGTHS.items()} | {GOOD: "For good", DATE: "To the end of this day:"}
CHOOSE = "Please choose for how long."


class SanctionForm(TypedForm):
    rule = RuleChoice()
    note = TypedText(required=False, max_seen=OWN_WORDS)
    for_staff = TypedText(required=False, max_seen=OWN_WORDS)
    length = forms.ChoiceField(error_messages=dict.fromkeys(("required", "invalid_choice"), CHOOSE))
    last_day = forms.DateField(required=False, error_messages={"invalid": "Please give the day as in 2030-12-31."})
    remove_hours = forms.TypedChoiceField(
        choices=[(0, ""), *HOURS.items()],
        coerce=int,
        empty_value=0,
        required=False,
        error_messages={"invalid_choice": "Please choose which comments go too."},
    )
    decision = forms.ModelChoiceField(
        Decision.objects.none(),
        required=False,
        error_messages={"invalid_choice": "Please choose one of the decisions in the list."},
    )
    seen = forms.IntegerField(
        widget=forms.HiddenInput,
        min_value=0,
        max_value=2**31 - 1,
        error_messages={**INCOMPLETE, "max_value": INCOMPLETE["invalid"]},
    )

    def __init__(self, *args, kind, reader, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.fields["rule"].error_messages["required"] = "Say by which rule; the reader is told."
        if kind in OFFERED:
            self.fields["length"].choices = [(name, WORDS[name]) for name in OFFERED[kind]]
        else:
            del self.fields["length"], self.fields["last_day"]
        removals = Decision.objects.standing().filter(comment__reader=reader, action=Decision.Action.REMOVE)
        self.fields["decision"].queryset = removals.select_related("rule", "comment")

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("length") == DATE and not cleaned.get("last_day") and "last_day" not in self.errors:
            self.add_error("last_day", "Please choose the day.")
        return cleaned

    def facts(self, at):
        """Return what the deed takes: its end as a time."""
        facts = {**self.cleaned_data}
        length, day = facts.pop("length", None), facts.pop("last_day", None)
        if length in LENGTHS:
            facts["until"] = at + LENGTHS[length][1]
        elif length == DATE:
            facts["until"] = timezone.make_aware(datetime.combine(day, time.max).replace(microsecond=0))
        return facts | {"remove_hours": facts.get("remove_hours") or 0}


class NoteForm(TypedForm):
    text = TypedText(max_seen=2000)


class LiftForm(TypedForm):
    because = TypedText(required=False, max_seen=OWN_WORDS)
    put_back = forms.BooleanField(required=False)
