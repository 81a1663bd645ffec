"""The one account that stands for all who have left, where something of theirs has to stay."""

from django.contrib.auth.hashers import make_password

from accounts.models import User
from accounts.numbered import free_names
from accounts.skeleton import skeleton

EMAIL = "former-reader@erased.invalid"  # a domain that never exists
NAME = "Former reader"


def former_reader():
    """Return that account, made when it is first wanted. Nobody can sign in to it, or get a password for it."""
    if found := User.objects.filter(email=EMAIL).first():
        return found
    name = free_names([NAME])[NAME]
    facts = {"display_name": name, "name_skeleton": skeleton(name), "password": make_password(None)}
    return User.objects.get_or_create(email=EMAIL, defaults=facts | {"is_active": False})[0]
