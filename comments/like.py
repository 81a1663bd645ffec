"""Like a comment, and take that back. Comment.likes moves with the rows of Like, in the same transaction."""

from contextlib import suppress

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import User
from articles.models import Article
from pagecache.move import move

from .models import Comment, Like
from .post import Gone, NotAllowed, NotYet, Refused, may_write

NOBODY = "This account may not like comments."


class OwnComment(Refused):
    """Nobody likes their own comment."""


@transaction.atomic
def like(*, comment, reader, at=None):
    """Store the reader's thumbs-up, one however often it is sent. Raises OwnComment, Gone or NotAllowed."""
    with suppress(NotYet):
        may_write(reader, at=at or timezone.now())
    # Locked, so that a like is counted once, and none is given to what is just being removed.
    comment = Comment.objects.select_for_update(no_key=True).get(pk=comment.pk)
    may_like(comment=comment, reader=reader, at=at)
    if not comment.liked.filter(reader=reader).exists():
        Like.objects.create(comment=comment, reader=reader, liked_at=at or timezone.now())
        count(comment, 1)


@transaction.atomic
def unlike(*, comment, reader):
    """Take the reader's thumbs-up away, whatever has become of the comment."""
    comment = Comment.objects.select_for_update(no_key=True).get(pk=comment.pk)
    if comment.liked.filter(reader=reader).delete()[0]:
        count(comment, -1)


def may_like(*, comment, reader, at=None):
    """Raise unless this reader may like this comment as it stands."""
    if comment.reader_id == reader.pk:
        raise OwnComment("This is your own comment: others may like it.")
    if not comment.is_visible or not Article.objects.live(at).filter(pk=comment.article_id).exists():
        raise Gone("This comment is not on the site any more.")
    if not User.objects.filter(pk=reader.pk, is_active=True).exists():
        raise NotAllowed(NOBODY)


def count(comment, step):
    Comment.objects.filter(pk=comment.pk).update(likes=F("likes") + step)
    # Those who read a copy in between lose nothing: no cache in front of the site is told.
    move(f"thread:{comment.article_id}", purge=False)
