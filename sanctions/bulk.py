"""What a sanction does to many comments, and what its lifting does: each comment by a decision of its own.

It goes in pieces, each comment in a transaction of its own. What is left to do is asked of the comments themselves, so
that it can be broken off anywhere, and begun again by anybody, and nothing is done twice.
"""

import uuid

from django.db import transaction
from django.db.models import F, Q
from django_tasks import task

from accounts.models import User
from accounts.present import present
from comments.models import Comment
from moderation.card import renew
from moderation.decide import decide, lock_those_concerned
from moderation.models import Card, Decision
from moderation.refusals import Refused

from .models import Sanction

Action, Status = Decision.Action, Comment.Status
PIECE = 50
UNREAD_BY = "sanction"  # what nobody has read counts as nobody's judgement


def to_remove(reader, *, since, up_to):
    """Return the reader's comments of that time that can be removed unread: on the page or waiting, and no moderator
    has read this text, nor passed it on. A legal notice and an appeal are for a person to decide, one by one."""
    comments = Comment.objects.filter(reader=reader, status__in=[Status.VISIBLE, Status.HELD], read_at=None)
    comments = comments.filter(posted_at__gte=since, posted_at__lte=up_to)
    return comments.exclude(Q(card__passed_to__gt="") | Q(card__legal=True) | Q(card__appealed=True))


def left(sanction):
    """Return the comments that are still to be removed, or to be put back, in order."""
    if sanction.put_back:
        # Whatever was decided, edited or put back since has another version.
        mine = Decision.objects.filter(batch=sanction.batch, action=Action.REMOVE)
        mine = mine.filter(comment__status=Status.REMOVED, comment__version=F("version") + 1)
        # About a court case nothing is let through.
        back = Comment.objects.filter(pk__in=mine.values("comment"), article__court_case=False)
        return back.order_by("pk")
    if sanction.batch and not sanction.lifted_at:
        rows = to_remove(sanction.reader, since=sanction.remove_since, up_to=sanction.since)
        return rows.exclude(decisions__batch=sanction.batch).order_by("pk")  # which somebody took back at once
    return Comment.objects.none()


def progress(sanction):
    """Return how many comments were removed with it, put back since, and are left to do."""
    return {
        "removed": Decision.objects.standing().filter(batch=sanction.batch, action=Action.REMOVE).count(),
        "back": Decision.objects.filter(batch=sanction.put_back).count() if sanction.put_back else 0,
        "left": left(sanction).count(),
    }


def begin_to_put_back(sanction, *, by):
    """Have what was removed with it put back; return how many comments that are. In the deed's transaction."""
    sanction.put_back = uuid.uuid4()
    Sanction.objects.filter(pk=sanction.pk).update(put_back=sanction.put_back)
    comments = left(sanction).count()
    carry_on.enqueue(sanction.pk, by.pk)
    return comments


@task()
def carry_on(sanction_pk, moderator_pk, after=0):
    """Do the next piece of it in the moderator's name, and have the one after that done."""
    sanction, moderator = Sanction.objects.get(pk=sanction_pk), User.objects.get(pk=moderator_pk)
    numbers = list(left(sanction).filter(pk__gt=after).values_list("pk", flat=True)[:PIECE])
    for number in numbers:
        one(sanction_pk, moderator, number)
    if len(numbers) == PIECE:
        carry_on.enqueue(sanction_pk, moderator_pk, numbers[-1])
    elif sanction.put_back:
        renew_cards(sanction)


@transaction.atomic
def one(sanction_pk, moderator, number):
    """Remove or put back one comment, if it is still to be; what cannot be decided on is left as it is."""
    comment = Comment.objects.select_related("reader", "article__section").get(pk=number)
    lock_those_concerned(comment)
    # Locked, after the accounts: it is either lifted before this comment, or after.
    sanction = (
        Sanction.objects.select_for_update(of=["self"], no_key=True)
        .select_related("rule", "reader")
        .get(pk=sanction_pk)
    )
    if not present(sanction.reader) or not left(sanction).filter(pk=number).exists():
        return
    try:
        with transaction.atomic():
            put_back(sanction, moderator, comment) if sanction.put_back else remove(sanction, moderator, comment)
    except Refused:
        pass


def remove(sanction, moderator, comment):
    decide(
        comment=comment,
        moderator=moderator,
        action=Action.REMOVE,
        rule=sanction.rule,
        note=sanction.note,
        version_seen=comment.version,
        batch=sanction.batch,
        unread_by=UNREAD_BY,
    )


def put_back(sanction, moderator, comment):
    """Let the comment be as it was: on the page or waiting, read by nobody, its reports open."""
    removal = comment.decisions.get(batch=sanction.batch, action=Action.REMOVE)
    decide(
        comment=comment,
        moderator=moderator,
        action=Action.KEEP if removal.before == Status.VISIBLE else Action.HOLD,
        version_seen=comment.version,
        batch=sanction.put_back,
        unread_by=UNREAD_BY,
    )
    removal.reports.update(decision=None)
    Comment.objects.filter(pk=comment.pk).update(read_at=None)
    comment.read_at = None
    renew(comment)


def renew_cards(sanction):
    """Tell the cards of what was put back anew: when the first came back, others still counted as removed."""
    back = Card.objects.filter(comment__decisions__batch=sanction.put_back)
    for number in list(back.values_list("pk", flat=True)):
        with transaction.atomic():
            rows = Comment.objects.select_for_update(of=["self"], no_key=True).select_related("reader", "article")
            renew(rows.get(pk=number))
