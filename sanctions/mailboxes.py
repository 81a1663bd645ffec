"""The mailboxes of those who are banned, as keyed hashes: enough to know one again, and never the address."""

from django.conf import settings
from django.utils.crypto import salted_hmac


def keys_of(box):
    """Return the hashes by which a mailbox (accounts/mailbox.py) may stand here: by the key in use first."""
    if not box:
        return []
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [salted_hmac("sanctions.mailbox", box, secret=secret, algorithm="sha256").hexdigest() for secret in secrets]


def key_of(box):
    return next(iter(keys_of(box)), "")
