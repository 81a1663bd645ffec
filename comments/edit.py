"""Edit a comment: its author, for a few minutes after it was posted."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from articles.models import Article
from articles.sanitise import comment_html
from pagecache.move import move

from . import checks
from .appeared import changed
from .models import Comment, Hit, Wording
from .post import Gone, NotAllowed, Refused, may_write, story_as_it_stands
from .screen import text_key

STANDS = (Comment.Status.VISIBLE, Comment.Status.HELD)


class TooLate(Refused):
    """The time in which it could be edited is over."""


class Changed(Refused):
    """Another window has edited it since."""


def edit(*, comment, reader, text, text_version, at=None):
    """Give the comment its new text and return it, held or visible. The text that it had is kept as a Wording.

    `text_version` is the one that the form was made from. The same text once more changes nothing. Raises NotAllowed,
    Gone, TooLate, Changed, or what post() raises where the story takes no comments.
    """
    at = at or timezone.now()
    if comment.reader_id != reader.pk:
        raise NotAllowed("Only its author can edit a comment.")
    if comment.text == text:
        return comment
    found = checks.run(text=text, reader=reader, article=comment.article, at=at)
    html = comment_html(text)  # before the transaction, which should be short
    with transaction.atomic():
        found += may_write(reader, at=at)
        comment = Comment.objects.select_for_update(no_key=True).get(pk=comment.pk)
        if comment.text == text:  # the same form, sent twice
            return comment
        mode = may_edit(comment=comment, reader=reader, at=at).comments_mode
        if comment.text_version != text_version:
            raise Changed("You have edited this comment in another window since. Please compare, and send it again.")
        Wording.objects.create(comment=comment, text_version=text_version, text=comment.text, until=at)
        note(comment, found)
        return store(comment, text=text, html=html, mode=mode, found=found, at=at)


def may_edit(*, comment, reader, at=None):
    """Return the story as it stands if the reader may edit this comment of theirs now; else raise."""
    if comment.status not in STANDS:
        raise Gone("This comment is not on the site any more, so it cannot be edited.")
    if not User.objects.filter(pk=reader.pk, is_active=True).exists():
        raise NotAllowed("This account may not edit comments.")
    if not seconds_left(comment, at):
        raise TooLate(
            f"A comment can be edited for {settings.COMMENT_EDIT_MINUTES} minutes after it was posted, and these are "
            "over. You can still answer your own comment, or delete it."
        )
    offered = comment.edit_until is not None and comment.edit_until > (at or timezone.now())
    return story_as_it_stands(article_pk=comment.article_id, asked_for=offered, at=at)


def until(comment):
    """Return the time until which the comment can be edited: for minutes, or as long as a moderator offered."""
    usual = comment.posted_at + timedelta(minutes=settings.COMMENT_EDIT_MINUTES)
    return max(usual, comment.edit_until) if comment.edit_until else usual


def seconds_left(comment, at=None):
    """Return for how many seconds the comment can still be edited: 0 when that is over."""
    if comment.status not in STANDS:
        return 0
    return max(0, int((until(comment) - (at or timezone.now())).total_seconds()))


def note(comment, found):
    """Add what the checks found in the new text to what they found before, which stays."""
    names = ("check_name", "outcome", "because", "words", "screening", "note")
    before = set(comment.hits.values_list(*names))
    hits = [tuple(getattr(hit, name) for name in names) for hit in checks.shown(found)]
    Hit.objects.bulk_create(
        Hit(comment=comment, **dict(zip(names, hit, strict=True))) for hit in dict.fromkeys(hits) if hit not in before
    )


def store(comment, *, text, html, mode, found, at):
    # Nobody has read the new text: what waited once waits again, or still.
    waits = comment.status == Comment.Status.HELD or mode == Article.Comments.PREMODERATED
    waits = waits or comment.hits.filter(outcome=checks.HOLD).exists()
    comment.status = Comment.Status.HELD if waits else Comment.Status.VISIBLE
    comment.text, comment.html, comment.edited_at, comment.picked_at = text, html, at, None
    comment.text_key = text_key(text)
    comment.read_at = comment.edit_until = None
    comment.text_version += 1
    comment.version += 1
    comment.save(
        update_fields=[
            *("text", "html", "text_key", "status", "edited_at", "picked_at"),
            *("text_version", "version", "read_at", "edit_until"),
        ]
    )
    move(f"thread:{comment.article_id}")
    changed(comment, at=at, found=found)
    return comment
