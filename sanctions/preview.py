"""What else a sanction would do, told before it is done."""

from datetime import timedelta

from django.utils import timezone

from comments.models import Comment
from moderation.models import Report

from .bulk import to_remove

HOURS = {24: "the last 24 hours", 24 * 7: "the last 7 days"}


def preview(reader, *, at=None):
    """Return what there is of theirs, and how many comments would go with each choice."""
    at = at or timezone.now()
    rows = Comment.objects.filter(reader=reader)
    return {
        "visible": rows.filter(status=Comment.Status.VISIBLE).count(),
        "held": rows.filter(status=Comment.Status.HELD).count(),
        "reports": Report.objects.open().filter(reader=reader).count(),
        "choices": [
            (hours, said, to_remove(reader, since=at - timedelta(hours=hours), up_to=at).count())
            for hours, said in HOURS.items()
        ],
    }
