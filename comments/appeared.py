"""What follows when a comment can be seen by everyone for the first time: those who are named in the settings are told.

They belong to the rooms above, as those who follow a story do.
"""

from django.conf import settings
from django.utils.module_loading import import_string


def appeared(comment, *, at):
    """Call each of AFTER_COMMENT with the comment, in the transaction of the deed that showed it."""
    for path in settings.AFTER_COMMENT:
        import_string(path)(comment, at=at)
