"""Whether this person may write here at all: asked of those who are named in the settings, in the transaction that
stores what they write, so that what was decided a moment ago holds in every window that they have open."""

from django.conf import settings
from django.utils.module_loading import import_string


class NotWelcome(Exception):
    """A reader may not write now; the message says why, until when, and what they can do. `address`: of a page of
    theirs that says more, or ""."""

    def __init__(self, message, *, address=""):
        super().__init__(message)
        self.address = address


class AskFirst(NotWelcome):
    """They may comment as soon as they have done something on the page at `address`, and like and report now."""


def standing(reader, *, at):
    """Call each of COMMENT_STANDING with the reader; return what makes their comment wait (comments/checks.py: Found).

    Raises NotWelcome.
    """
    found = []
    for path in settings.COMMENT_STANDING:
        found += import_string(path)(reader, at=at)
    return found
