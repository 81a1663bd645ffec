"""Decide about a comment: the one place where a moderator's word changes what readers see."""

from django.db import transaction
from django.utils import timezone

from accounts.tell import tell
from comments.models import Comment
from pagecache.move import move

from .models import Decision

Action, Status = Decision.Action, Comment.Status
RESULT = {Action.KEEP: Status.VISIBLE, Action.REMOVE: Status.REMOVED}


class Refused(Exception):
    """The decision cannot stand; the message says why, to the moderator."""


class NotAllowed(Refused):
    """The person may not decide about this comment."""


class AlreadyDecided(Refused):
    """The comment was decided on or edited since it was seen. `decision` is the other's, or None after an edit."""

    def __init__(self, decision):
        self.decision = decision
        if decision:
            message = (
                f"{decision.moderator} {decision.get_action_display()} this comment at "
                f"{timezone.localtime(decision.decided_at):%H:%M on %d.%m.}, before you. Your decision was not recorded."
            )
        else:
            message = "The comment was edited since you saw it. Please read it again before deciding."
        super().__init__(message)


@transaction.atomic
def decide(*, comment, moderator, action, version_seen, rule=None, note="", at=None):
    """Record the decision, settle the open reports, show or remove the comment, and tell those concerned.

    `version_seen` is the comment's version on the moderator's screen: of two who decide at once, one does, and the
    other gets AlreadyDecided. A removal names a rule.
    """
    at = at or timezone.now()
    if not moderator.has_perm("comments.moderate_comment"):
        raise NotAllowed("Deciding about comments is a moderator's deed.")
    if moderator.pk == comment.reader_id:
        raise NotAllowed("This is your own comment: another moderator decides about it.")
    if action == Action.REMOVE and rule is None:
        raise Refused("Say which rule the comment breaks.")
    taken = Comment.objects.filter(pk=comment.pk, version=version_seen).update(
        status=RESULT[action], version=version_seen + 1
    )
    if not taken:
        raise AlreadyDecided(comment.decisions.select_related("moderator").first())
    before = comment.status
    decision = Decision.objects.create(
        comment=comment,
        moderator=moderator,
        action=action,
        rule=rule if action == Action.REMOVE else None,
        note=note,
        before=before,
        text=comment.text,
        text_version=comment.text_version,
        decided_at=at,
    )
    reports = list(comment.reports.open().select_related("reader"))
    comment.reports.open().update(decision=decision)
    comment.refresh_from_db()
    move(f"story:{comment.article_id}")
    tell_author(decision)
    for report in reports:
        tell_reporter(report, decision)
    return decision


def tell_author(decision):
    """Tell the author what changed for them; a comment that was visible and stays so is no news."""
    comment, story = decision.comment, decision.comment.article.headline
    if decision.action == Action.REMOVE:
        subject = "Your comment was removed"
        text = f"Your comment on “{story}” was removed. The rule: {decision.rule.title}. {decision.rule.text}"
        if decision.note:
            text += f"\n\nThe moderator writes: {decision.note}"
    elif decision.before != Status.VISIBLE:
        subject = "Your comment is on the site"
        text = f"A moderator has read your comment on “{story}”. It can now be seen by everyone."
    else:
        return
    text += f"\n\nYour comment:\n{comment.text}"
    tell(to=comment.reader, subject=subject, text=text, address=comment.get_absolute_url())


def tell_reporter(report, decision):
    """Tell a reader what came of their report, in one line."""
    outcome = (
        "The comment was removed." if decision.action == Action.REMOVE else "The comment stays: it breaks no rule."
    )
    tell(
        to=report.reader,
        subject=f"Your report {report.reference} was decided",
        text=f"You reported a comment on “{decision.comment.article.headline}”. {outcome} Thank you for writing to us.",
        address=report.get_absolute_url(),
    )
