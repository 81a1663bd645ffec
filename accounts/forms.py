from allauth.core import context, ratelimit
from django import forms
from django.conf import settings
from django.utils import timezone

from .adapter import unfinished_sign_up
from .choose_mails import NO_REPLIES
from .models import Message, User
from .names import INVISIBLE, LONGEST, free_name
from .proof import proved
from .rename import day, next_change


class NameField(forms.CharField):
    default_error_messages = {
        "required": "Please choose a name.",
        "max_length": "Please choose a name of at most %(limit_value)d characters; this one has %(show_value)d.",
        "null_characters_not_allowed": INVISIBLE,
    }

    def __init__(self):
        super().__init__(label="Name beside your comments", max_length=LONGEST)


class SignupForm(forms.Form):
    """What is asked at sign-up beside e-mail and password; allauth builds its form on this one."""

    display_name = NameField()

    def clean_display_name(self):
        return free_name(self.cleaned_data["display_name"], person=unfinished_sign_up(context.request))

    def clean(self):
        """Without scripts one can sign up too; only not often from one place."""
        given, use = self.data.get("proof", ""), f"sign-up {self.cleaned_data.get('email')}"
        unproved = settings.COMMENT_PROOF_HOURS and not proved(given, use=use)
        if unproved and not ratelimit.consume(context.request, action="signup_unproved"):
            raise forms.ValidationError(
                "Many people have signed up from your network without scripts. Please switch scripts on for this page, "
                "wait a few seconds before you send it, or try again in an hour."
            )
        return super().clean()

    def signup(self, request, user):
        """Asked for by allauth. The name is stored with the row, in AccountAdapter.save_user."""


class NameForm(forms.Form):
    display_name = NameField()

    def __init__(self, *args, person, **kwargs):
        self.person = person
        again = next_change(person)
        self.again = day(again) if again and again > timezone.now() else ""
        self.days = settings.NAME_CHANGE_DAYS
        super().__init__(*args, initial={"display_name": person.display_name}, **kwargs)

    def clean_display_name(self):
        return free_name(self.cleaned_data["display_name"], person=self.person)


class ProfileForm(forms.ModelForm):
    """What others may know of a reader."""

    class Meta:
        model = User
        fields = ["about", "shows_comments"]
        widgets = {"about": forms.Textarea}


class MailsForm(forms.Form):
    kinds = forms.MultipleChoiceField(choices=Message.Kind, required=False)
    replies = forms.BooleanField(required=False)

    def __init__(self, *args, person, **kwargs):
        wanted = [kind for kind in Message.Kind.values if kind not in person.mails_off]
        initial = {"kinds": wanted, "replies": NO_REPLIES not in person.mails_off}
        super().__init__(*args, initial=initial, **kwargs)
        self.not_asked = [] if person.is_staff else [Message.Kind.DESK]
        self.fields["kinds"].choices = [each for each in Message.Kind.choices if each[0] not in self.not_asked]

    def clean_kinds(self):
        return [*self.cleaned_data["kinds"], *self.not_asked]
