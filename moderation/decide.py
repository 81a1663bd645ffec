"""Decide about a comment: the one place where a moderator's word changes what readers see."""

from datetime import timedelta
from functools import lru_cache

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.module_loading import import_string

from accounts.models import User
from articles.models import Article
from comments.composed import ask
from comments.models import Comment
from pagecache.move import move

from .card import passed_on, renew
from .follow import follow
from .models import ENDS, KEPT, Claim, Decision, Report
from .refusals import AlreadyDecided, CourtCase, NotAllowed, Refused

Action, Status = Decision.Action, Comment.Status
RESULT = {
    Action.KEEP: Status.VISIBLE,
    Action.SETTLE: Status.VISIBLE,
    Action.REMOVE: Status.REMOVED,
    Action.HOLD: Status.HELD,
    Action.ASK: Status.HELD,
}
NEEDS_RULE = {
    Action.REMOVE: "Say which rule the comment breaks.",
    Action.ASK: "Say which rule the comment breaks as it stands.",
}


@transaction.atomic
def decide(
    *, comment, moderator, action, version_seen, rule=None, note="", passed_to=None, batch=None, unread_by=None, at=None
):
    """Record the decision, settle what it settles, and show, hold or remove the comment; return the decision.

    `version_seen` is the comment's version on the moderator's screen: of two who decide at once, one does, and the
    other gets AlreadyDecided. A removal, and an offer to edit instead of one, name a rule; what is passed on says to
    whom. `unread_by` names what decides in the moderator's name where they have not read it. Those concerned are told
    when the decision can be taken back no more (follow.py). Raises Refused.
    """
    at = at or timezone.now()
    may_decide(comment=comment, moderator=moderator)
    facts = {"action": action, **fitting(action, rule=rule, note=note, passed_to=passed_to)}
    lock_those_concerned(comment)
    # Locked, so that there is one decision on each version, and no report slips in between.
    comment.refresh_from_db(from_queryset=Comment.objects.select_for_update(no_key=True))
    if comment.version != version_seen:
        return made_before(comment, moderator=moderator, version=version_seen, **facts)
    may_decide_now(comment=comment, moderator=moderator, action=action)
    decision = Decision.objects.create(
        comment=comment,
        moderator=moderator,
        check_name=unread_by,
        batch=batch,
        before=comment.status,
        text=comment.text,
        text_version=comment.text_version,
        version=comment.version,
        decided_at=at,
        **facts,
    )
    decision.said = note  # what is kept stores none, as it is not for its author; an appeal is answered with it
    show(comment, action, at)
    settle_reports(decision)
    for path in settings.AFTER_DECISION:
        import_string(path)(decision, at=at)
    out_of_hand(comment, moderator, at)
    renew(comment, at=at, decided=True, ended=action in ENDS)
    follow(decision, at=at)
    return decision


def settle_reports(decision):
    """Let the decision answer the reports that it ends: all, or where the author may change the comment, those on this
    text, which were right."""
    reports = decision.comment.reports.open()
    if decision.action == Action.ASK:
        reports = reports.filter(text_version=decision.text_version)
    if decision.action in (*ENDS, Action.ASK):
        reports.update(decision=decision)


def out_of_hand(comment, moderator, at):
    """End whatever claim there is on the comment. Whoever works on keeps the rest in hand; a page that is only open
    does not do that."""
    Claim.objects.filter(comment=comment).delete()
    until = at + timedelta(minutes=settings.CLAIM_MINUTES)
    Claim.objects.filter(moderator=moderator, until__gt=at).update(until=until)


def fitting(action, *, rule, note, passed_to):
    """Return what belongs to such a decision. Raises Refused where something is missing."""
    if action in NEEDS_RULE and rule is None:
        raise Refused(NEEDS_RULE[action])
    if action == Action.PASS and not passed_to:
        raise Refused("Say whom you pass it on to.")
    if action in KEPT:
        rule, note = None, ""
    return {"rule": rule, "note": note, "passed_to": passed_to if action == Action.PASS else None}


def moderators():
    """Return those whose role it is to decide."""
    return User.objects.filter(groups__permissions__codename="moderate_comment").distinct()


def may_decide(*, comment, moderator):
    """Raise unless this person decides about this comment."""
    if not moderator.has_perm("comments.moderate_comment"):
        raise NotAllowed("Deciding about comments is a moderator's deed.")
    if moderator.pk == comment.reader_id:
        raise NotAllowed("This is your own comment: another moderator decides about it.")


def may_decide_now(*, comment, moderator, action):
    """Raise where the comment as it stands is in other hands, or its story lets nothing through."""
    desk = passed_on(comment)
    if desk and not decides_for(desk, moderator):
        raise NotAllowed(f"This was passed on to {Decision.Desk(desk).label}, who decides about it.")
    if action == Action.ASK and comment.status == Status.DELETED:
        raise Refused("Its author has deleted the comment: nobody can change it any more.")
    shows = RESULT.get(action) == Status.VISIBLE and comment.status in (Status.HELD, Status.REMOVED)
    if shows and Article.objects.filter(pk=comment.article_id, court_case=True).exists():
        raise CourtCase


DESKS = {Decision.Desk.EDITOR: "editor", Decision.Desk.LEGAL: "lawyer"}


def decides_for(desk, moderator):
    return moderator.has_perm(f"moderation.decide_for_{DESKS[desk]}")


def made_before(comment, *, version, **facts):
    """Return the decision if this form has made it already: the same one, sent twice. Else raise AlreadyDecided."""
    decision = comment.decisions.filter(version__gte=version).select_related("moderator").first()
    same = {"version": version, **facts}
    if decision and all(getattr(decision, name) == value for name, value in same.items()):
        return decision
    raise AlreadyDecided(decision)


def lock_those_concerned(comment):
    """Lock the accounts of those who will be told, before the comment: as somebody does who erases one of them."""
    ask(concerned, {COMMENT: comment.pk, AUTHOR: comment.reader_id})


COMMENT, AUTHOR = -1, -2  # the blanks


@lru_cache
def concerned(vendor):
    reporters = Report.objects.open().filter(comment=COMMENT).values("reader")
    people = User.objects.filter(Q(pk=AUTHOR) | Q(pk__in=reporters)).order_by("pk")
    return people.select_for_update(no_key=True).values_list("pk").query.sql_with_params()


def show(comment, action, at):
    """Give the comment the status that the decision means. What its author deleted stays deleted all the same."""
    if action in RESULT and comment.status != Status.DELETED:
        comment.status = RESULT[action]
    comment.version += 1
    if action != Action.PASS:
        comment.read_at = at
        comment.edit_until = at + timedelta(days=settings.EDIT_OFFER_DAYS) if action == Action.ASK else None
    comment.save(update_fields=["status", "version", "read_at", "edit_until"])
    move(f"thread:{comment.article_id}")
