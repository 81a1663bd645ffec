"""Whether what is due goes out: named in settings.DOCTOR."""

from .late import trouble


def due(fix):
    """Whether somebody attends to what is due, and whether anything has not gone out."""
    found = trouble()
    return len(found), 0, " ".join(found)
