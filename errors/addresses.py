"""The secret addresses at which somebody sees what became of what they told us."""

from django.core.signing import BadSignature, Signer
from django.urls import reverse


class NoSuchLink(Exception):
    """The link was not made here, or not all of it arrived."""


def _signer(use):
    return Signer(salt=f"errors.{use}", sep=".")


def state_address(report):
    return reverse("errors:state", args=[_signer("state").sign(report.reference)])


def confirm_address(report):
    """Return the address that proves a mailbox. It is only ever mailed, so that whoever has it reads that mailbox."""
    return reverse("errors:confirm", args=[_signer("confirm").sign(report.reference)])


def read(word, use):
    """Return the reference that a word is about. Raises NoSuchLink."""
    try:
        return _signer(use).unsign(word)
    except BadSignature as error:
        raise NoSuchLink("This link is not complete, or it was not made here.") from error
