"""Lock what a deed of this room is about."""

from accounts.models import User
from accounts.present import present
from comments.models import Comment

from .refusals import Refused


def lock(comment, person=None):
    """Return the comment (or None) as it stands, locked, so that a decision that is being made is seen here; before it
    the accounts of its author and of this person, as every deed locks accounts before comments. Raises Refused where
    the person's account is not there any more."""
    author = comment.reader_id if comment else None
    here = present(person or User(pk=author), beside=author)
    if person and not here:
        raise Refused("This account cannot be used any more.")
    if comment is None:
        return None
    rows = Comment.objects.select_for_update(of=["self"], no_key=True).select_related("article", "reader")
    return rows.defer("article__body", "article__body_parts").get(pk=comment.pk)
