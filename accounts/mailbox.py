"""Which mailbox an e-mail address leads to: the same for all its spellings that its provider takes for one. And which
addresses lead to none."""

import unicodedata

from django.core.exceptions import ValidationError

# One provider under several names, and who ignores dots in the name before the @.
NAMES = {"googlemail.com": "gmail.com", "me.com": "icloud.com", "mac.com": "icloud.com"}
NAMES |= dict.fromkeys(("protonmail.com", "pm.me"), "proton.me")
NO_DOTS = {"gmail.com", "proton.me"}
# Who delivers jo+anything to jo. Elsewhere a plus may stand in a name of its own: two people are not taken for one.
PLUS = {"gmail.com", "icloud.com", "proton.me", "outlook.com", "hotmail.com", "live.com", "fastmail.com", "fastmail.fm"}
PLUS |= {"yandex.com", "yandex.ru"}


def mailbox(email):
    """Return the one spelling by which the mailboxes of two addresses are compared; never written to."""
    name, _, host = email.strip().lower().rpartition("@")
    host = NAMES.get(host, host)
    if host in PLUS:
        name = name.partition("+")[0]
    if host in NO_DOTS:
        name = name.replace(".", "")
    return f"{name}@{host}" if name else ""


def reachable(email):
    """Return the address if a mail can be sent to it. Raises ValidationError.

    Accounts that nobody signed up for, as of imported comments, have one that cannot be. And between quotes Django
    takes control characters, some of which end a line of a mail's head.
    """
    if email.lower().endswith(".invalid") or any(unicodedata.category(character) == "Cc" for character in email):
        raise ValidationError("No mail can reach this e-mail address. Please look at it again.")
    return email
