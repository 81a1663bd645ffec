"""Decide an appeal, with reasons: the comment stays as it is, or the first decision is reversed."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from accounts.present import present
from comments.models import Comment
from moderation.decide import decide, lock_those_concerned
from moderation.models import Decision
from moderation.refusals import NotAllowed, Refused

from . import tell
from .models import Appeal, Statement
from .settle import may_answer

Action, Outcome, Status = Decision.Action, Appeal.Outcome, Comment.Status


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
    if comment:  # locked in the order in which a decision locks, before the appeal; so is who is told of it
        lock_those_concerned(comment)
        comment.refresh_from_db(from_queryset=Comment.objects.select_for_update(no_key=True))
    else:
        present(appeal.person)
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
    action = action_of(appeal, outcome)
    if action == Action.KEEP:
        return action, None
    rule = rule or (appeal.statement.rule if appeal.statement else None)
    if rule is None:
        raise Refused("Say which rule the comment breaks.")
    return action, rule


def action_of(appeal, outcome):
    statement = appeal.statement
    if (outcome == Outcome.UPHELD) != bool(statement):  # an author is right, or who said that it should go is wrong
        return Action.KEEP
    asked = statement and statement.restriction == Statement.Restriction.ASKED
    return Action.ASK if asked and appeal.comment.status == Status.HELD else Action.REMOVE


def meaning(appeal, outcome):
    """Say what this answer would do, as things stand now."""
    if appeal.comment_id is None:
        return "The restriction stays." if outcome == Outcome.UPHELD else "The restriction ends."
    return MEANS[action_of(appeal, outcome), appeal.comment.status]


BACK = "The comment goes back to its place, with its replies."
MEANS = {
    (Action.KEEP, Status.VISIBLE): "The comment stays.",
    (Action.KEEP, Status.HELD): BACK,
    (Action.KEEP, Status.REMOVED): BACK,
    (Action.KEEP, Status.DELETED): "It broke no rule. It stays deleted, by its author.",
    (Action.REMOVE, Status.VISIBLE): "The comment is removed.",
    # Held is nothing for good: it waited for a moderator, who now is here.
    (Action.REMOVE, Status.HELD): "You decide now: the comment is removed, by the rule below.",
    (Action.REMOVE, Status.REMOVED): "The comment stays removed.",
    (Action.REMOVE, Status.DELETED): "It broke a rule, and its author is told. It stays deleted, by its author.",
    (Action.ASK, Status.HELD): "It is not shown, and its author may still change it.",
}


def of_account(appeal, moderator, outcome, at):
    """Settle an appeal against what was done to an account; the room that did it takes it back (AFTER_REVERSAL)."""
    appeal.refresh_from_db()
    appeal.outcome, appeal.decided_at, appeal.decided_by = outcome, at, moderator
    appeal.save()
    if outcome == Outcome.REVERSED:
        for path in settings.AFTER_REVERSAL:
            import_string(path)(appeal, at=at)
    tell.answer_appeal(appeal, at=at)
