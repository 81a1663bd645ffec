"""What our sign-up and sign-in do otherwise than allauth's."""

from io import BytesIO

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.ratelimit import respond_429
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from qrcode.image.svg import SvgPathFillImage

from .mailbox import reachable
from .models import User
from .names import reserved
from .skeleton import skeleton

WRONG_CODE = "That code is not right. Please look at it again; an old code does not work any more."
WRONG_PASSKEY = "That passkey was not accepted. Please try again."


def unfinished_sign_up(request):
    """Return the account that this browser began to sign up for and that was never entered, or None."""
    return User.objects.filter(pk=request.session.get("signed_up"), last_login=None).first()


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "This account is closed.",
        "email_password_mismatch": "E-mail address and password do not belong together. Please check both.",
        "email_taken": "Another account already uses this e-mail address.",
        "duplicate_email": "This is your e-mail address already.",
        "enter_current_password": "This is not your current password. Please type it again.",
        "incorrect_code": WRONG_CODE,
        "incorrect_password": "This is not your password. Please type it again.",
        "rate_limited": "That was a little too fast. Please wait a minute, then try again.",
        "same_as_current": "This is your e-mail address already.",
        "too_many_login_attempts": "That was one try too many. Please wait a few minutes, then sign in again.",
    }

    def save_user(self, request, user, form, commit=True):
        """Store the name with the row. Whoever was a moment too late gets the form again, which now says why."""
        user.display_name = form.cleaned_data["display_name"]
        user.name_skeleton = skeleton(user.display_name)
        try:
            with transaction.atomic():
                # Most often a slip in the e-mail address: it must not cost them their name.
                if begun := unfinished_sign_up(request):
                    begun.delete()
                user = super().save_user(request, user, form, commit)
                if reserved(user.name_skeleton, person=user):
                    raise IntegrityError
        except IntegrityError as error:
            if getattr(request, "signing_up_again", False):
                raise
            request.signing_up_again = True
            from allauth.account.views import signup  # which needs this adapter

            raise ImmediateHttpResponse(signup(request)) from error
        request.session["signed_up"] = user.pk
        return user

    def clean_email(self, email):
        return reachable(super().clean_email(email))

    def send_account_already_exists_mail(self, email):
        make_password(email)  # takes as long as a real sign-up, so that a clock cannot tell the two apart
        super().send_account_already_exists_mail(email)

    def pre_authenticate(self, request, **credentials):
        """Whoever typed too many wrong passwords gets the page that says so, with its status."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError as error:
            raise ImmediateHttpResponse(respond_429(request)) from error

    def is_safe_url(self, url):
        """Lead on to pages of this site only, and only by their paths."""
        return url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def get_password_change_redirect_url(self, request):
        return reverse("accounts:me")


class SecondStepAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": "You cannot turn two-step sign-in off.",
        "cannot_generate_recovery_codes": "Recovery codes come with a passkey or an authenticator app. "
        "Please add one first.",
        "incorrect_code": WRONG_CODE,
        "unverified_email": "Please confirm your e-mail address first.",
    }

    def generate_authenticator_name(self, user, type):
        return f"Passkey {user.authenticator_set.filter(type=type).count() + 1}"

    def build_totp_svg(self, url):
        """A QR code on white ground: cameras need it in dark pages too."""
        svg = BytesIO()
        qrcode.make(url, image_factory=SvgPathFillImage).save(svg)
        return svg.getvalue().decode()
