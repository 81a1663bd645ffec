from allauth.core import context
from django import forms

from .adapter import unfinished_sign_up
from .names import LONGEST, free_name


class NameField(forms.CharField):
    default_error_messages = {"required": "Please choose a name."}

    def __init__(self):
        super().__init__(label="Name beside your comments", max_length=LONGEST)


class SignupForm(forms.Form):
    """What is asked at sign-up beside e-mail and password; allauth builds its form on this one."""

    display_name = NameField()

    def clean_display_name(self):
        return free_name(self.cleaned_data["display_name"], person=unfinished_sign_up(context.request))

    def signup(self, request, user):
        """Asked for by allauth. The name is stored with the row, in AccountAdapter.save_user."""


class NameForm(forms.Form):
    display_name = NameField()

    def __init__(self, *args, person, **kwargs):
        self.person = person
        super().__init__(*args, initial={"display_name": person.display_name}, **kwargs)

    def clean_display_name(self):
        return free_name(self.cleaned_data["display_name"], person=self.person)
