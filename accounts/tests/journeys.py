"""What a reader does at the door, for the tests of this room."""

import base64
import hmac
import re
import time

from allauth.account.models import EmailAddress
from django.core import mail

from accounts.models import User

PASSWORD = "brambles under the pier"


def reader(name="Rita", verified=True, **facts):
    user = User.objects.create_user(f"{name.lower()}@mail.example", PASSWORD, display_name=name, **facts)
    EmailAddress.objects.create(user=user, email=user.email, verified=verified, primary=True)
    return user


def sign_up(client, **fields):
    fields = {"display_name": "Nora", "email": "nora@mail.example", "password1": PASSWORD} | fields
    return client.post("/account/signup/", fields)


def sign_in(client, email="rita@mail.example", password=PASSWORD, **more):
    return client.post("/account/login/", {"login": email, "password": password, **more})


def mailed_code():
    """Return the code in the mail that went out last."""
    return re.search(r"^[A-Z]{4}-[A-Z]{4}$", mail.outbox[-1].body, re.MULTILINE)[0]


def confirm(client, code=None, **more):
    return client.post("/account/confirm-email/", {"code": code or mailed_code(), **more})


def prove_it_is_me(client, password=PASSWORD):
    return client.post("/account/reauthenticate/", {"password": password})


def app_code(secret):
    """Return what an authenticator app shows now (RFC 6238)."""
    digest = hmac.digest(base64.b32decode(secret), int(time.time() // 30).to_bytes(8, "big"), "sha1")
    at = digest[-1] & 15
    return str(int.from_bytes(digest[at : at + 4], "big") % 2**31 % 10**6).zfill(6)


def set_up_app(client):
    """Set up an authenticator app through the pages, for somebody signed in; return its secret."""
    prove_it_is_me(client)
    secret = client.get("/account/2fa/totp/activate/").context["form"].secret
    client.post("/account/2fa/totp/activate/", {"code": app_code(secret)})
    return secret
