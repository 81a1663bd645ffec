"""What follows when a comment has come or changed: named in settings.AFTER_COMMENT_CHANGE."""

from comments.checks import SHADOW
from comments.models import Comment

from .fingerprint import fingerprint
from .models import Fingerprint, ScreeningRule, ShadowHit
from .rules import kept


def comment_changed(comment, *, at, found=()):
    """Note what the rules in the shadow found, and the fingerprint of a new text where a rule compares them."""
    if hits := {hit.screening: hit for hit in found if hit.outcome == SHADOW and hit.screening}:
        ShadowHit.objects.bulk_create(
            [
                ShadowHit(rule_id=rule, comment=comment, text_version=comment.text_version, words=hit.words, hit_at=at)
                for rule, hit in hits.items()
            ],
            ignore_conflicts=True,
        )
    if any(rule.kind == ScreeningRule.Kind.NEAR for rule in kept().rules):
        note_fingerprint(comment, at)


def note_fingerprint(comment, at):
    is_gone, is_new, is_edited = (
        comment.status == Comment.Status.DELETED,
        at == comment.posted_at,
        at == comment.edited_at,
    )
    if is_gone or is_edited:
        Fingerprint.objects.filter(comment=comment).delete()
    if (is_new or is_edited) and not is_gone:
        Fingerprint.objects.bulk_create(
            Fingerprint(comment=comment, reader=comment.reader_id, key=key, at=at) for key in fingerprint(comment.text)
        )
