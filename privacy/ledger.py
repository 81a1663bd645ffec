"""A list of what was erased, outside the database, so that a backup that is brought back is erased again.

Nothing in it can be read: an account stands there as a keyed hash of its number and the millisecond it was made
in, which stay when a name or an e-mail address changes. It is in DATA_DIR/erased.jsonl; a backup must not replace it.
"""

import json
import os
from pathlib import Path

from django.conf import settings
from django.utils.crypto import salted_hmac

from accounts.models import User


def path():
    return Path(settings.DATA_DIR) / "erased.jsonl"


def mark(number, joined, secret=None):
    """Return how an account stands in the list."""
    told = f"{number}:{int(joined.timestamp())}.{joined.microsecond // 1000}"  # no finer: dumps of rows cut it there
    return salted_hmac("privacy.ledger", told, secret=secret, algorithm="sha256").hexdigest()


def write(*, who, keep_text, at):
    """Add an account by its mark, and see it on the disk before going on."""
    line = json.dumps({"at": at.isoformat(), "who": who, "keep_text": keep_text})
    with os.fdopen(os.open(path(), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "a") as file:
        file.write(line + "\n")
        file.flush()
        os.fsync(file.fileno())


def read():
    """Return what the list says: mark → whether the texts were kept. A line that was not written to its end is left."""
    found = {}
    if path().exists():
        for line in path().read_text().splitlines():
            try:
                entry = json.loads(line)
                found[entry["who"]] = found.get(entry["who"], True) and entry["keep_text"]
            except (ValueError, KeyError, TypeError):
                continue
    return found


def back():
    """Yield the number of each account that was erased and is there again, with whether its texts were kept."""
    erased = read()
    if not erased:
        return
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    accounts = User.objects.order_by("pk").values_list("pk", "date_joined")
    for number, joined in list(accounts.iterator(chunk_size=5000)):
        for secret in secrets:
            if (marked := mark(number, joined, secret)) in erased:
                yield number, erased[marked]
                break


def erased_since(at):
    """Tell whether anybody was erased since then."""
    if not path().exists():
        return False
    return path().stat().st_mtime >= at.timestamp()
