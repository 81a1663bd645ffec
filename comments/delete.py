"""Delete a comment: its author, at any time."""

from django.db import transaction
from django.utils import timezone

from pagecache.move import move

from .appeared import changed
from .models import Comment
from .post import Gone, NotAllowed


@transaction.atomic
def delete(*, comment, reader, at=None):
    """Take the comment off the site for good and return it. Twice is once.

    Its row keeps the text for the moderators as long as the paper keeps such texts: who writes abuse does not undo it
    by deleting it, and open reports stay open. Raises NotAllowed, or Gone where a moderator removed it before.
    """
    # Locked, so that a decision that is being made is seen here, or sees this.
    comment = Comment.objects.select_for_update(no_key=True).get(pk=comment.pk)
    if comment.reader_id != reader.pk:
        raise NotAllowed("Only its author can delete a comment.")
    if comment.status == Comment.Status.REMOVED:
        raise Gone("A moderator has removed this comment, so it is not on the site any more.")
    if comment.status != Comment.Status.DELETED:
        comment.status, comment.picked_at, comment.version = Comment.Status.DELETED, None, comment.version + 1
        comment.save(update_fields=["status", "picked_at", "version"])
        move(f"thread:{comment.article_id}")
        changed(comment, at=at or timezone.now())
    return comment
