"""Decide about a comment: the one place where a moderator's word changes what readers see."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format

from accounts.models import User
from accounts.tell import tell
from articles.models import Article
from comments.appeared import appeared
from comments.models import Comment
from pagecache.move import move

from .models import Decision, Report
from .report import REPORTED

Action, Status = Decision.Action, Comment.Status
RESULT = {Action.KEEP: Status.VISIBLE, Action.REMOVE: Status.REMOVED}


class Refused(Exception):
    """The decision cannot stand; the message says why, to the moderator."""


class NotAllowed(Refused):
    """The person may not decide about this comment."""


class CourtCase(Refused):
    """The story is about a case before a court, so nothing that is not on its page is let through."""


class AlreadyDecided(Refused):
    """The comment was decided on or edited since it was seen. `decision` is the other's, or None after an edit."""

    def __init__(self, decision):
        self.decision = decision
        if decision:
            when = date_format(timezone.localtime(decision.decided_at), "H:i, j F Y")
            message = (
                f"{decision.moderator} {decision.get_action_display()} this comment before you ({when}). "
                "Your decision was not recorded."
            )
        else:
            message = "The comment was edited since you saw it, or deleted. Please read it again before deciding."
        super().__init__(message)


@transaction.atomic
def decide(*, comment, moderator, action, version_seen, rule=None, note="", at=None):
    """Record the decision, settle the open reports, show or remove the comment, and tell those concerned.

    `version_seen` is the comment's version on the moderator's screen: of two who decide at once, one does, and the
    other gets AlreadyDecided. A removal names a rule; a note to the author goes with a removal only.
    """
    at = at or timezone.now()
    may_decide(comment=comment, moderator=moderator)
    if action == Action.KEEP:
        rule, note = None, ""
    elif rule is None:
        raise Refused("Say which rule the comment breaks.")
    facts = {"moderator": moderator, "action": action, "rule": rule, "note": note}
    lock_those_concerned(comment)
    # Locked, so that there is one decision on each version, and no report slips in between.
    comment.refresh_from_db(from_queryset=Comment.objects.select_for_update(no_key=True))
    if comment.version != version_seen:
        return made_before(comment, version=version_seen, **facts)
    if action == Action.KEEP and comment.status in (Status.HELD, Status.REMOVED):
        refuse_while_in_court(comment)
    decision = Decision.objects.create(
        comment=comment, before=comment.status, text=comment.text, version=comment.version, decided_at=at, **facts
    )
    if comment.status != Status.DELETED:  # what its author deleted stays deleted, whatever is decided about it
        comment.status = RESULT[action]
    comment.version += 1
    comment.save(update_fields=["status", "version"])
    reports = list(comment.reports.open().select_related("reader"))
    comment.reports.open().update(decision=decision)
    move(f"thread:{comment.article_id}")
    if decision.before == Status.HELD and comment.is_visible and not was_seen_before(comment):
        appeared(comment, at=at)
    tell_author(decision)
    for report in reports:
        tell_reporter(report, decision)
    return decision


def may_decide(*, comment, moderator):
    """Raise unless this person decides about this comment."""
    if not moderator.has_perm("comments.moderate_comment"):
        raise NotAllowed("Deciding about comments is a moderator's deed.")
    if moderator.pk == comment.reader_id:
        raise NotAllowed("This is your own comment: another moderator decides about it.")


def made_before(comment, *, version, **facts):
    """Return the decision if this form has made it already: the same one, sent twice. Else raise AlreadyDecided."""
    decision = comment.decisions.filter(version__gte=version).select_related("moderator").first()
    same = {"version": version, **facts}
    if decision and all(getattr(decision, name) == value for name, value in same.items()):
        return decision
    raise AlreadyDecided(decision)


def lock_those_concerned(comment):
    """Lock the accounts of those who will be told, before the comment: as somebody does who erases one of them."""
    reporters = Report.objects.open().filter(comment=comment.pk).values("reader")
    people = User.objects.filter(Q(pk=comment.reader_id) | Q(pk__in=reporters)).order_by("pk")
    list(people.select_for_update(no_key=True).values_list("pk"))


def refuse_while_in_court(comment):
    if Article.objects.filter(pk=comment.article_id, court_case=True).exists():
        raise CourtCase(
            "This story is about a case before a court: while that is ticked in the story’s form, no comment that "
            "waits is let through. It can be removed, or wait until an editor takes the tick away."
        )


def was_seen_before(comment):
    """Tell whether everyone could see it until a report hid it, or since an earlier decision."""
    return comment.hits.filter(check_name=REPORTED).exists() or (
        comment.decisions.filter(action=Action.KEEP, version__lt=comment.version - 1).exists()
    )


def story_of(decision):
    """Return how to name the story to a reader: by its headline where they could read that themselves."""
    article = decision.comment.article
    return f"“{article.headline}”" if article.is_live(decision.decided_at) else "a story that is not on the site"


def tell_author(decision):
    """Tell the author what changed for them; a comment that was visible and stays so is no news."""
    comment, story = decision.comment, story_of(decision)
    if decision.action == Action.REMOVE:
        subject, fate = "Your comment was removed", "was removed"
        if comment.status == Status.DELETED:
            subject, fate = "The comment that you deleted broke a rule", "broke a rule, a moderator decided"
        text = f"Your comment on {story} {fate}. The rule: {decision.rule.title}. {decision.rule.text}"
        if decision.note:
            text += f"\n\nThe moderator writes: {decision.note}"
    elif comment.is_visible and decision.before != Status.VISIBLE:
        subject = "Your comment was accepted"
        text = f"A moderator has read your comment on {story}. Everyone who can read the story can now see it."
    else:
        return
    text += f"\n\nYour comment:\n{comment.text}"
    tell(to=comment.reader, subject=subject, text=text, address=comment.get_absolute_url())


def tell_reporter(report, decision):
    """Tell a reader what came of their report, in one line."""
    if decision.action == Action.REMOVE:
        outcome = "The comment was removed."  # for those who reported it, also where its author was first
    elif decision.comment.is_visible:
        outcome = "The comment stays: it breaks no rule."
    else:
        outcome = "It broke no rule; its author has deleted it since."
    tell(
        to=report.reader,
        subject=f"Your report {report.reference} was decided",
        text=f"You reported a comment on {story_of(decision)}. {outcome} Thank you for writing to us.",
        address=report.get_absolute_url(),
    )
