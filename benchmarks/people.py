"""The made site's readers and staff. All have one password, which is printed: never on a site that others can reach."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group, Permission
from django.contrib.sessions.backends.db import SessionStore

from accounts.models import User
from newsroom.roles import make_groups

from .prose import Prose

PASSWORD = "invented for measuring"  # noqa: S105
READERS = 2_000
STAFF = {"editor": "Editor", "moderator": "Moderator", "second-moderator": "Moderator"}


def email(name):
    return f"{name}@made-site.example"


def make_people(seed, at):
    """Make the staff and the readers; return the readers' numbers."""
    prose, password = Prose(seed), make_password(PASSWORD)
    joined = at - timedelta(days=8000)
    names = [*STAFF, *(f"reader-{number}" for number in range(1, READERS + 1))]
    users = [
        User(
            email=email(name),
            display_name=f"{prose.person()} {number}",
            password=password,
            is_staff=name in STAFF,
            date_joined=joined,
        )
        for number, name in enumerate(names, start=1)
    ]
    users = User.objects.bulk_create(users, batch_size=500)
    addresses = [EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in users]
    EmailAddress.objects.bulk_create(addresses, batch_size=500)
    make_groups(Group, Permission)
    for user, role in zip(users, STAFF.values(), strict=False):
        user.groups.add(Group.objects.get(name=role))
    return [user.pk for user in users[len(STAFF) :]]


def session_of(name):
    """Return the key of a new session in which this person has signed in."""
    user, session = User.objects.get(email=email(name)), SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return session.session_key
