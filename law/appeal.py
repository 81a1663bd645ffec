"""Appeal against a decision: once, free, in words, for as long as the lawyer's terms say. Another person decides."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from comments.models import Comment
from moderation.card import renew
from moderation.models import KEPT, Decision, Report

from . import redress
from .lock import lock
from .models import Appeal, Notice, Statement, terms
from .refusals import Nothing, SentBefore


@transaction.atomic
def appeal(*, against, words, person=None, at=None):
    """Store the appeal against a Statement, or a Report or Notice after which the comment stayed; return it.

    It stands in the moderators' queue from then on. Raises Refused: Nothing or SentBefore.
    """
    at = at or timezone.now()
    comment = lock(against.comment, person)
    # Locked too, so that of several who appeal at once the others are told that one has: what is about an account has
    # no comment.
    against.refresh_from_db(from_queryset=type(against).objects.select_for_update(no_key=True))
    may_appeal(against, at=at)
    made = Appeal.objects.create(
        **{kind_of(against): against},
        comment=comment,
        person=person,
        words=words,
        first=first_decider(against),
        made_at=at,
        due_at=at + timedelta(hours=terms().appeal_hours),
    )
    if comment:
        renew(comment, at=at)
    return made


def kind_of(against):
    return {Statement: "statement", Report: "report", Notice: "notice"}[type(against)]


def first_decider(against):
    """Return whose decision it is that stands, and that another person looks at; None where a check decided."""
    if not isinstance(against, Statement):
        return against.decision.moderator
    if against.comment_id is None:
        return against.decided_by
    last = against.comment.decisions.standing().exclude(action=Decision.Action.PASS).select_related("moderator").first()
    return last.moderator if last else against.decided_by


def decided_at(against):
    """Return when that was decided which the appeal is against, or None."""
    if isinstance(against, Statement):
        return against.made_at
    return against.decision.decided_at if against.decision_id else None


def may_appeal(against, *, at=None):
    """Raise Nothing where there is nothing to appeal against, SentBefore where that was done."""
    at = at or timezone.now()
    if earlier := getattr(against, "appeal", None):
        raise SentBefore("You have appealed already.", appeal=earlier)
    decided = decided_at(against)
    chosen = terms()
    if not chosen.platform:
        raise Nothing("This site takes no appeals in this way. You can write to us.")
    if decided is None:
        raise Nothing("Nothing was decided yet.")
    if at < decided + timedelta(seconds=settings.UNDO_SECONDS) and first_decider(against):
        raise Nothing("This was decided a few seconds ago and can still be taken back. Please load the page again.")
    if at > redress.until(decided, chosen):
        raise Nothing("The time for an appeal is over.")
    if isinstance(against, Statement):
        stands_restricted(against)
    elif against.decision.action not in KEPT or not against.comment.is_visible:
        raise Nothing("The comment is not on the site any more.")


def stands_restricted(statement):
    if statement.comment_id is None:
        return
    if statement.comment.is_visible:
        raise Nothing("The comment is on the site.")
    if statement.comment.status == Comment.Status.DELETED:
        raise Nothing("You have deleted the comment.")
    if later := instead_of(statement):
        raise Nothing("It was decided anew about the comment since: appeal against that.", statement=later)


def instead_of(statement):
    """Return the statement that stands about the comment where this one does no more, else None."""
    if statement.comment_id is None:
        return None
    last = Statement.objects.filter(comment=statement.comment_id).first()
    return None if last == statement else last


def can_appeal(against, *, at=None):
    try:
        may_appeal(against, at=at)
    except (Nothing, SentBefore):
        return False
    return True
