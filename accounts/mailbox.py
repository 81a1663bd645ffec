"""Which mailbox an e-mail address leads to: the same for all its spellings that its provider takes for one."""

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
