"""What follows when a comment has come or changed: those who are named in the settings are told, in the transaction of
the deed. They belong to the rooms above: those who follow a story, the moderators' desk."""

from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string


@cache
def _named(paths):
    return [import_string(path) for path in paths]


def appeared(comment, *, at):
    """Call each of AFTER_COMMENT: everyone can see the comment for the first time."""
    for told in _named(tuple(settings.AFTER_COMMENT)):
        told(comment, at=at)


def changed(comment, *, at, found=()):
    """Call each of AFTER_COMMENT_CHANGE: the comment was posted, edited, held or deleted. `found` is what the checks
    (comments/checks.py) found in the text that it has now."""
    for told in _named(tuple(settings.AFTER_COMMENT_CHANGE)):
        told(comment, at=at, found=found)
