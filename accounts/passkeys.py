"""allauth's passkey forms, made careful: what a browser sends as a passkey may be anything at all."""

from allauth.mfa.webauthn import forms

from .adapter import WRONG_PASSKEY


class Careful:
    def full_clean(self):
        """Refuse in words what cannot even be read; allauth would answer some of it with a server error."""
        try:
            super().full_clean()
        except (AttributeError, IndexError, KeyError, OverflowError, TypeError, ValueError):
            self.cleaned_data = {}
            self.add_error("credential", WRONG_PASSKEY)


class AddForm(Careful, forms.AddWebAuthnForm):
    pass


class SignInForm(Careful, forms.LoginWebAuthnForm):
    pass


class SecondStepForm(Careful, forms.AuthenticateWebAuthnForm):
    pass


class ProofForm(Careful, forms.ReauthenticateWebAuthnForm):
    pass
