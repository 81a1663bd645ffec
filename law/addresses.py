"""The secret addresses of those who have no account, and the address of a comment as somebody may give it."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

OF_A_COMMENT = re.compile(r"/c/(\d{1,18})/?$")
PLACE = re.compile(r"c(\d{1,18})$")
OF_A_READER = re.compile(r"/(?:readers|moderation/people)/(\d{1,18})/?$")


class NoSuchLink(Exception):
    """The link was not made here, or not all of it arrived."""


def _signer(use):
    return Signer(salt=f"law.{use}", sep=".")


def state_word(notice):
    """Return the word that opens the page of a notice's state to whoever has it."""
    return _signer("state").sign(notice.reference)


def confirm_word(notice):
    """Return the word that confirms a notice. It is only ever mailed, so that whoever has it reads that address."""
    return _signer("confirm").sign(notice.reference)


def read(word, use):
    """Return the reference that a word is about. Raises NoSuchLink."""
    try:
        return _signer(use).unsign(word)
    except BadSignature as error:
        raise NoSuchLink("This link is not complete, or it was not made here.") from error


def state_address(notice):
    return reverse("law:notice_state", args=[state_word(notice)])


def confirm_address(notice):
    return reverse("law:notice_confirm", args=[confirm_word(notice)])


def exact_address(comment):
    return settings.SITE_URL + comment.get_absolute_url()


def comment_at(address):
    """Return the number of the comment that an address on this site leads to: its own page, or its place under the
    story. None for any other."""
    parts = ours(address)
    found = parts and (PLACE.match(parts.fragment) or OF_A_COMMENT.match(parts.path))
    return int(found[1]) if found else None


def reader_at(address):
    """Return the number of the reader whose page has this address, or None."""
    parts = ours(address)
    found = parts and OF_A_READER.match(parts.path)
    return int(found[1]) if found else None


def ours(address):
    """Return the parts of an address on this site; None of any other."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return None
    elsewhere = parts.netloc and parts.netloc.lower() != urlsplit(settings.SITE_URL).netloc.lower()
    return None if elsewhere else parts
