"""What a moderator's decision on a comment settles here: notices and appeals. In its transaction (AFTER_DECISION)."""

from django.db.models import Q

from accounts.models import User
from moderation.models import BREAKS, ENDS, Decision
from moderation.refusals import NotAllowed

from . import reasons
from .facts import facts
from .models import Appeal, Notice, Statement

Action = Decision.Action
ANSWERS = (*ENDS, Action.ASK)  # what decides an appeal; to hold the comment meanwhile, or pass it on, decides nothing


def decided(decision, *, at):
    """Settle what is open about the comment, and state the reasons. Raises NotAllowed, which refuses the decision."""
    if decision.action == Action.UNDO:
        take_back(decision.undoes)
        return
    settle_appeals(decision, at)
    if decision.action in ENDS:
        waiting = Notice.objects.filter(comment=decision.comment_id, decision=None)
        waiting.filter(confirmed_at__isnull=False).update(decision=decision)
    reasons.of_decision(decision, at=at)


def settle_appeals(decision, at):
    """An appeal is decided by somebody else than the decision that it is against."""
    if decision.action not in ANSWERS or not facts(decision.comment).appealed:
        return
    for appeal in Appeal.objects.open().filter(comment=decision.comment_id).select_related("statement", "notice"):
        may_answer(appeal, decision.moderator_id)
        goes = decision.action in BREAKS
        appeal.outcome = outcome(appeal, goes)
        appeal.decision, appeal.decided_at, appeal.decided_by_id = decision, at, decision.moderator_id
        # What is kept has no note for the author; what was typed with it is for whoever appealed.
        said = decision.note or getattr(decision, "said", "").strip()
        appeal.answer = appeal.answer or said or words(appeal, goes)
        appeal.save()


def stand(decisions, *, at):
    """Where decisions that reversed others can be taken back no more, what had been called plain was not (settings:
    WHEN_TOLD)."""
    reversals = Appeal.objects.filter(decision__in=decisions, outcome=Appeal.Outcome.REVERSED)
    called_plain = Notice.objects.filter(comment__in=reversals.values("comment")).exclude(found="")
    called_plain.exclude(decision__in=decisions).update(found="")


def outcome(appeal, goes):
    """Return whether the decision that was appealed against stands, now that the comment goes or stays."""
    stands = goes if appeal.statement_id else not goes
    return Appeal.Outcome.UPHELD if stands else Appeal.Outcome.REVERSED


def words(appeal, goes):
    """Say why, where the moderator gave no words of their own."""
    if goes:
        return "Another moderator has read the comment anew, with your words, and finds that it breaks a rule."
    return "Another moderator has read the comment anew, with your words, and finds that it breaks no rule."


def may_answer(appeal, moderator_pk):
    """Raise NotAllowed unless this moderator may decide the appeal. The database would refuse the first decider too."""
    if because := why_not(appeal, moderator_pk):
        raise NotAllowed(because)


def why_not(appeal, moderator_pk):
    """Return why this moderator may not decide the appeal, with what to do where nobody else could; or ""."""
    if moderator_pk and moderator_pk == appeal.first_id:
        because = "There is an appeal against a decision of yours: another person decides about it."
    elif moderator_pk and moderator_pk == appeal.person_id:
        because = "This is your own appeal: another person decides about it."
    else:
        return ""
    return because if others(appeal).exists() else f"{because} {NOBODY_ELSE}"


NOBODY_ELSE = (
    "There is nobody else here yet who could: an administrator has to give somebody else the role of a moderator, an "
    "editor for instance."
)


def others(appeal):
    """Return those who may decide the appeal."""
    may = Q(is_superuser=True) | Q(groups__permissions__codename="moderate_comment")
    concerned = [appeal.first_id, appeal.person_id, appeal.comment_id and appeal.comment.reader_id]
    return User.objects.filter(may, is_active=True).exclude(pk__in=[pk for pk in concerned if pk])


def take_back(decision):
    """Everything is as it was before the decision: nobody was told of it yet."""
    Notice.objects.filter(decision=decision).update(decision=None)
    Appeal.objects.filter(decision=decision).update(
        decision=None, decided_at=None, decided_by=None, outcome="", answer=""
    )
    Statement.objects.filter(decision=decision).delete()
