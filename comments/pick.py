"""Pick a comment that is worth reading, and take that back. The newest picks stand above their conversation."""

from django.db import transaction
from django.utils import timezone

from pagecache.move import move

from .models import Comment


class NotToBeSeen(Exception):
    """What readers cannot see cannot be picked."""


@transaction.atomic
def pick(*, comment, at=None):
    """Pick a visible comment. Picked twice is picked once. Raises NotToBeSeen."""
    visible = Comment.objects.visible().filter(pk=comment.pk)
    if visible.filter(picked_at=None).update(picked_at=at or timezone.now()):
        move(f"thread:{comment.article_id}")
    elif not visible.exists():
        raise NotToBeSeen("This comment is not on the site any more.")


@transaction.atomic
def unpick(*, comment):
    """Take a comment out of the picks, whatever has become of it."""
    if Comment.objects.filter(pk=comment.pk, picked_at__isnull=False).update(picked_at=None):
        move(f"thread:{comment.article_id}")
