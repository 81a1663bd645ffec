"""Take a decision back, in the first seconds: the comment, its reports and its card are as they were before."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from comments.models import Comment
from pagecache.move import move

from .card import renew
from .decide import lock_those_concerned
from .models import Decision, DecisionTold, Report
from .refusals import NotAllowed, TooLate

Action = Decision.Action


@transaction.atomic
def undo(*, decision, moderator, at=None):
    """Take the decision back and return the row of the log that says so. Twice is once.

    Nobody was told of it yet. Raises NotAllowed, or TooLate when they were, or somebody has decided anew.
    """
    at = at or timezone.now()
    if decision.moderator_id != moderator.pk:
        raise NotAllowed("Only who decided can take it back. You can decide anew.")
    lock_those_concerned(decision.comment)
    comment = Comment.objects.select_for_update(no_key=True).get(pk=decision.comment_id)
    if earlier := Decision.objects.filter(undoes=decision).first():
        return earlier
    over = at > decision.decided_at + timedelta(seconds=settings.UNDO_SECONDS)
    if over or comment.version != decision.version + 1 or DecisionTold.objects.filter(decision=decision).exists():
        raise TooLate("The decision stands by now, and those concerned are told. You can decide anew.")
    taken_back = Decision.objects.create(
        comment=comment,
        moderator=moderator,
        action=Action.UNDO,
        undoes=decision,
        batch=decision.batch,
        before=comment.status,
        text=comment.text,
        text_version=comment.text_version,
        version=comment.version,
        decided_at=at,
    )
    restore(comment, decision)
    Report.objects.filter(decision=decision).update(decision=None)
    for path in settings.AFTER_DECISION:
        import_string(path)(taken_back, at=at)
    renew(comment, at=at, decided=True)
    return taken_back


def restore(comment, decision):
    comment.version += 1
    if decision.action == Action.PASS:  # which has changed nothing else
        comment.save(update_fields=["version"])
        return
    earlier = comment.decisions.considered().filter(text_version=comment.text_version, version__lt=decision.version)
    read = earlier.exclude(action=Action.PASS).first()
    comment.status = decision.before
    comment.read_at = read and read.decided_at
    offered = read and read.action == Action.ASK
    comment.edit_until = read.decided_at + timedelta(days=settings.EDIT_OFFER_DAYS) if offered else None
    comment.save(update_fields=["status", "version", "read_at", "edit_until"])
    move(f"thread:{comment.article_id}")
