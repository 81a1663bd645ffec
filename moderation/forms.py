import re
from urllib.parse import urlencode

from django import forms
from django.db.models.functions import Lower
from django.http import QueryDict

from accounts.models import User
from comments.fields import TypedForm, TypedText

from .language import NAMES
from .log import Wanted
from .models import KINDS, Decision, Rule
from .queue import ELSEWHERE, ORDERS, Filter

OWN_WORDS = 500
LONGEST_QUERY = 500  # characters of a view
MOST = 2**63 - 1
PAIR = re.compile(r"[0-9]{1,18}\.[0-9]{1,9}")
DECIDED = [choice for choice in Decision.Action.choices if choice[0] != Decision.Action.UNDO]
NEEDS_RULE = (Decision.Action.REMOVE, Decision.Action.ASK)
NO_RULE = "Choose the rule that the comment breaks; its author is told."
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
        choices=DECIDED,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Please press one of the buttons."),
    )
    rule = RuleChoice(required=False)
    note = TypedText(required=False, max_seen=1000)
    passed_to = forms.ChoiceField(required=False, choices=Decision.Desk)
    version_seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1, error_messages=INCOMPLETE)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("action") in NEEDS_RULE and not cleaned.get("rule") and "rule" not in self.errors:
            self.add_error("rule", NO_RULE)
        cleaned["passed_to"] = cleaned.get("passed_to") or None
        return cleaned


class ManyForm(TypedForm):
    """One decision on many comments; `chosen` are “number.version” of each."""

    action = forms.ChoiceField(
        choices=[choice for choice in DECIDED if choice[0] != Decision.Action.ASK],
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Please say what to do with them."),
    )
    rule = RuleChoice(required=False)
    note = TypedText(required=False, max_seen=1000)
    passed_to = forms.ChoiceField(required=False, choices=Decision.Desk)
    chosen = forms.CharField(required=False, widget=forms.MultipleHiddenInput)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("action") in NEEDS_RULE and not cleaned.get("rule") and "rule" not in self.errors:
            self.add_error("rule", NO_RULE)
        cleaned["passed_to"] = cleaned.get("passed_to") or None
        pairs = [each.split(".") for each in self.data.getlist("chosen")[:1000] if PAIR.fullmatch(each)]
        cleaned["chosen"] = {int(number): int(version) for number, version in pairs}
        if not cleaned["chosen"]:
            self.add_error("chosen", "Please choose the comments first.")
        return cleaned


class Asked(forms.Form):
    """What an address asks for. What is not understood is left out: nothing in an address is an error."""

    asks_for = None

    def given(self):
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def wanted(self):
        return self.asks_for(**self.given())

    def query(self):
        """Return the same as the address has it."""
        return {name: "on" if value is True else self[name].value() for name, value in self.given().items()}


class LogForm(Asked):
    """Which decisions the log shall show."""

    asks_for = Wanted

    comment = forms.IntegerField(required=False, min_value=1, max_value=MOST)
    moderator = forms.IntegerField(required=False, min_value=1, max_value=MOST)
    check = forms.CharField(required=False, max_length=60)
    action = forms.ChoiceField(required=False, choices=Decision.Action)
    rule = forms.SlugField(required=False)
    begins = forms.DateTimeField(required=False)
    ends = forms.DateTimeField(required=False)


ANYWHERE = ("story", "section", "author", "words")  # all else is said of what waits
NOBODY = -1  # what was asked for by a name or an address that nothing has: then nothing is shown


class AuthorChoice(forms.CharField):
    """An author by number or by name; gives the number."""

    def clean(self, value):
        value = super().clean(value)
        if not value or value.isdecimal():
            return int(value[:18]) if value else None
        named = User.objects.annotate(low=Lower("display_name")).filter(low=value.lower())
        return named.values_list("pk", flat=True).first() or NOBODY


class StoryChoice(forms.CharField):
    """A story by number or by its address; gives the number."""

    def clean(self, value):
        value = super().clean(value)
        number = re.search(r"([0-9]{1,18})/?(?:[?#].*)?$", value)
        return int(number[1]) if number else NOBODY if value else None


class FilterForm(Asked):
    """What the queue shall show."""

    asks_for = Filter

    show = forms.ChoiceField(required=False, choices=[(kind, kind) for kind in (*KINDS, *ELSEWHERE)])
    order = forms.ChoiceField(required=False, choices=[(order, order) for order in ORDERS])
    story = StoryChoice(required=False, max_length=400)
    section = forms.IntegerField(required=False, min_value=1, max_value=MOST)
    author = AuthorChoice(required=False, max_length=60)
    rule = forms.SlugField(required=False)
    language = forms.ChoiceField(required=False, choices=NAMES.items())
    waits = forms.IntegerField(required=False, min_value=1, max_value=10_000)
    words = forms.CharField(required=False, max_length=100)
    mine = forms.BooleanField(required=False)

    def in_words(self):
        """Return each thing that narrows the queue, in words."""
        told = self.given()
        if told.get("show") in ELSEWHERE:
            told = {name: value for name, value in told.items() if name in ANYWHERE}
        said = {
            "story": "one story",
            "section": "one section",
            "author": "one author",
            "rule": f"rule “{told.get('rule')}”",
            "language": NAMES.get(told.get("language"), ""),
            "waits": f"waiting for {told.get('waits')} hours or more",
            "words": f"“{told.get('words')}”",
            "mine": "in your hand",
        }
        return [words for name, words in said.items() if name in told]


class ViewForm(forms.Form):
    name = forms.CharField(max_length=60, error_messages={"required": "Please give the view a name."})
    query = forms.CharField(required=False, max_length=LONGEST_QUERY)

    def clean_query(self):
        query = urlencode(FilterForm(QueryDict(self.cleaned_data["query"])).query())
        if len(query) > LONGEST_QUERY:  # as it is stored: other letters than a to z take more room there
            raise forms.ValidationError("The words are too many to keep. Please take fewer of them.")
        return query
