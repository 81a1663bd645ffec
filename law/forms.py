import uuid

from django import forms
from django.utils import timezone

from accounts.mailbox import reachable
from accounts.models import User
from comments.fields import TypedForm, TypedText
from comments.models import Comment
from moderation.forms import INCOMPLETE, RuleChoice

from . import categories, states
from .addresses import comment_at, reader_at
from .models import Appeal, AuthorityOrder, Notice

WHY, WORDS = 3000, 2000
UNSEEN = "website"  # a field that nobody sees: mostly programs fill it in, and now and then a browser


class NoticeForm(TypedForm):
    """A legal notice. Whoever is signed in is not asked for an address."""

    law = forms.ChoiceField(
        choices=categories.choices,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Please choose what it is about."),
    )
    provision = forms.CharField(required=False, max_length=200)
    why = TypedText(max_seen=WHY, empty="Please explain why it is illegal: without that we cannot decide.")
    address = forms.CharField(
        max_length=300, error_messages={"required": "Please say where the comment stands: the address of its page."}
    )
    name = forms.CharField(required=False, max_length=120)
    email = forms.EmailField(required=False, max_length=254)
    good_faith = forms.BooleanField(
        error_messages={"required": "Please confirm this: the law asks for it with every notice."}
    )
    text_version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, error_messages=INCOMPLETE)
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, error_messages=INCOMPLETE)

    def __init__(self, *args, comment, signed_in, **kwargs):
        self.comment, self.first, self.signed_in = comment, comment, signed_in
        super().__init__(*args, **kwargs)

    def clean_email(self):
        return reachable(self.cleaned_data["email"])

    def clean_address(self):
        """It may be the address of another comment than the one whose form this is; then that is meant."""
        number = comment_at(self.cleaned_data["address"])
        if number != self.comment.pk:
            found = Comment.objects.visible().filter(pk=number).select_related("article").first() if number else None
            if found is None or not found.article.is_live():
                raise forms.ValidationError("There is no comment at this address. Copy it from the comment’s own page.")
            self.comment = found
        return self.cleaned_data["address"]

    def clean(self):
        """The abuse of children can be notified without a name."""
        cleaned = super().clean()
        if self.signed_in or cleaned.get("law") == categories.CHILD:
            return cleaned
        if not cleaned.get("name") and "name" not in self.errors:
            self.add_error("name", "Please give your name. It is not shown to whoever wrote the comment.")
        if not cleaned.get("email") and "email" not in self.errors:
            self.add_error("email", "Please give an e-mail address, so that we can answer you.")
        return cleaned

    @property
    def filled_unseen(self):
        return bool(self.data.get(UNSEEN))

    def facts(self):
        """Return what the deed takes of it."""
        names = ("law", "provision", "why", "address", "text_version", "form_key", "name")
        facts = {name: self.cleaned_data[name] for name in names}
        if self.comment.pk != self.first.pk:  # its text is the one that stands
            facts["text_version"] = self.comment.text_version
        return facts | {"email": "" if self.signed_in else self.cleaned_data["email"]}


class AppealForm(TypedForm):
    words = TypedText(max_seen=WORDS, empty="Please say why you see it otherwise.")


class AnswerForm(TypedForm):
    """A moderator's answer to an appeal."""

    outcome = forms.ChoiceField(
        choices=Appeal.Outcome,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Please choose what you decide."),
    )
    words = TypedText(max_seen=WORDS, empty="Please give your reasons: whoever appealed is told.")
    rule = RuleChoice(required=False)
    version_seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1, error_messages=INCOMPLETE)

    def __init__(self, *args, appeal, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["version_seen"].required = appeal.comment_id is not None


class AssessForm(forms.Form):
    found = forms.ChoiceField(choices=Notice.Found, required=False)


class HoldForm(TypedForm):
    because = forms.CharField(max_length=300, error_messages={"required": "Please say for which claim."})


def time(**kwargs):
    """A time on the paper's clock, to the minute."""
    return forms.DateTimeField(error_messages={"invalid": "Please give the day and the time."}, **kwargs)


def laws_of_an_order():
    """What an order can be about; any other law is, to the Commission, not specified."""
    return [(code, label) for code, label in categories.choices() if code != "other"]


class OrderForm(TypedForm):
    """An order of an authority, as the letter says it, and what has become of it."""

    kind = forms.ChoiceField(
        choices=AuthorityOrder.Kind,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Please choose what is ordered."),
    )
    authority = forms.CharField(max_length=200, error_messages={"required": "Please say which authority it is."})
    state = forms.ChoiceField(
        choices=states.choices,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Please choose the member state."),
    )
    law = forms.ChoiceField(choices=lambda: [("", ""), *laws_of_an_order()], required=False)
    items = forms.IntegerField(
        min_value=1,
        max_value=32767,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), "Please give a number."),
    )
    comment = forms.CharField(required=False, max_length=300)
    reader = forms.CharField(required=False, max_length=300)
    received_at = time()
    confirmed_at = time(required=False)
    effect_at = time(required=False)
    note = TypedText(required=False, max_seen=WORDS)
    version_seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1, required=False, error_messages=INCOMPLETE)

    TIMES = ("received_at", "confirmed_at", "effect_at")

    @classmethod
    def of(cls, order, data):
        """Return the form of an order that is there, or of a new one."""
        if order is None:
            return cls(data, initial={"items": 1})
        initial = {name: getattr(order, name) for name in ("kind", "authority", "state", "law", "items", "note")}
        times = {name: getattr(order, name) for name in cls.TIMES}
        initial |= {name: f"{timezone.localtime(at):%Y-%m-%dT%H:%M}" if at else "" for name, at in times.items()}
        initial["comment"] = order.comment.get_absolute_url() if order.comment_id else ""
        initial["reader"] = f"/moderation/people/{order.reader_id}/" if order.reader_id else ""
        return cls(data, initial=initial | {"version_seen": order.version})

    def clean_comment(self):
        return self.found("comment", Comment.objects.all(), comment_at)

    def clean_reader(self):
        return self.found("reader", User.objects.all(), reader_at)

    def found(self, name, rows, number_at):
        if not (address := self.cleaned_data[name]):
            return None
        one = rows.filter(pk=number_at(address)).first()
        if one is None:
            raise forms.ValidationError(f"There is no {name} at this address. Copy it from the {name}’s own page.")
        return one
