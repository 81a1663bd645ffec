"""A proof of work: a browser looks for a number for about a second, which many sign-ups and comments make dear.

Browsers that run no scripts give none; nobody is turned away for that, but what they send is looked at more closely.
"""

import base64
import json
from datetime import timedelta

import altcha
from django.conf import settings
from django.core.cache import cache
from django.utils import timezone
from django.utils.crypto import salted_hmac

HARDEST = 50_000  # the number to be found is below this
STANDS = timedelta(hours=4)  # whoever thinks about their words longer does without
LONGEST = 1000  # characters of an honest answer, and some more


def key():
    return salted_hmac("accounts.proof", "", algorithm="sha256").hexdigest()


def challenge(at=None):
    """Return a task for a browser, as plain values."""
    expires = (at or timezone.now()) + STANDS
    return altcha.create_challenge(max_number=HARDEST, hmac_key=key(), expires=expires).to_dict()


def proved(answer, *, use):
    """Whether this answers a task of ours that was not answered before, but for the same `use`."""
    if not 0 < len(answer) <= LONGEST:
        return False
    try:
        right, _ = altcha.verify_solution(answer, key(), check_expires=True)
        task = json.loads(base64.b64decode(answer))["challenge"]
    except Exception:  # whatever somebody may send in its place
        return False
    if not right:
        return False
    name = f"proof:{task}"
    return cache.add(name, use, STANDS.total_seconds()) or cache.get(name) == use


def needs_proof(person, at=None):
    """Whether the account is so new that its comments need a proof."""
    return (at or timezone.now()) - person.date_joined < timedelta(hours=settings.COMMENT_PROOF_HOURS)
