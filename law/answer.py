"""Decide an appeal, with reasons: the comment stays as it is, or the first decision is reversed."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from comments.models import Comment
from moderation.decide import decide, lock_those_concerned
from moderation.models import Decision
from moderation.refusals import NotAllowed, Refused

from . import tell
from .models import Appeal, Statement
from .settle import may_answer

Action, Outcome = Decision.Action, Appeal.Outcome


@transaction.atomic
def answer(*, appeal, moderator, outcome, words, version_seen=None, rule=None, at=None):
    """Decide the appeal and return it.

    Where it is about a comment this is a decision about that comment as any other (moderation/decide.py):
    `version_seen` is the one on the screen, and a removal names a rule. Raises Refused.
    """
    at = at or timezone.now()
    if not moderator.has_perm("comments.moderate_comment"):
        raise NotAllowed("Deciding an appeal is a moderator’s deed.")
    may_answer(appeal, moderator.pk)
    if not words.strip():
        raise Refused("Say why: whoever appealed is told.")
    comment = appeal.comment
    if comment:  # locked in the order in which a decision locks, before the appeal
        lock_those_concerned(comment)
        comment.refresh_from_db(from_queryset=Comment.objects.select_for_update(no_key=True))
    if not Appeal.objects.open().filter(pk=appeal.pk).update(answer=words):
        raise Refused("Somebody has decided this appeal before you.")
    if comment:
        action, rule = what_to_do(appeal, outcome, rule)
        note = words if action in (Action.REMOVE, Action.ASK) else ""
        decide(
            comment=comment, moderator=moderator, action=action, rule=rule, note=note, version_seen=version_seen, at=at
        )
    else:
        of_account(appeal, moderator, outcome, at)
    appeal.refresh_from_db()
    return appeal


def what_to_do(appeal, outcome, rule):
    """Return what the answer means for the comment, and the rule that is cited."""
    upheld = outcome == Outcome.UPHELD
    statement = appeal.statement
    if upheld != bool(statement):  # an author is right, or who said that it should go is wrong
        return Action.KEEP, None
    rule = rule or (statement.rule if statement else None)
    if rule is None:
        raise Refused("Say which rule the comment breaks.")
    asked = statement and statement.restriction == Statement.Restriction.ASKED
    return (Action.ASK if asked and appeal.comment.status == Comment.Status.HELD else Action.REMOVE), rule


def of_account(appeal, moderator, outcome, at):
    """Settle an appeal against what was done to an account; the room that did it takes it back (AFTER_REVERSAL)."""
    appeal.refresh_from_db()
    appeal.outcome, appeal.decided_at, appeal.decided_by = outcome, at, moderator
    appeal.save()
    if outcome == Outcome.REVERSED:
        for path in settings.AFTER_REVERSAL:
            import_string(path)(appeal, at=at)
    tell.answer_appeal(appeal, at=at)
