"""Lift a sanction, and put back what was removed with it."""

from contextlib import suppress

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.present import present
from accounts.tell import tell

from . import words
from .bulk import begin_to_put_back
from .models import Sanction
from .refusals import LiftedAlready, NotAllowed, Refused
from .sanction import may_do


@transaction.atomic
def lift(*, sanction, by, because="", put_back=False, at=None):
    """Lift the sanction and return it; the reader is told. With `put_back` the comments that were removed with it come
    back, but for those on which somebody has decided anew.

    Twice is once. Raises NotAllowed, LiftedAlready where another was faster, or Refused where it is over.
    """
    may_lift(sanction=sanction, by=by)
    return lift_now(sanction, by=by, because=because, put_back=put_back, at=at or timezone.now())


def lift_now(sanction, *, by, because, put_back, at):
    here, sanction = locked(sanction)
    if sanction.lifted_at:
        if sanction.lifted_by_id == by.pk:
            return sanction
        raise LiftedAlready(sanction)
    stands = sanction.stands(at)
    if not stands and not (put_back and sanction.batch):
        raise Refused("This is over by itself: there is nothing to lift.")
    facts = {"lifted_at": at, "lifted_by": by, "lifted_because": because}
    Sanction.objects.filter(pk=sanction.pk).update(**facts, mailbox="")
    for name, value in facts.items():
        setattr(sanction, name, value)
    comments = begin_to_put_back(sanction, by=by) if put_back and sanction.batch else 0
    if here and (stands or comments):
        message = words.message_of_lifting if stands else words.message_of_putting_back
        tell_reader(sanction, message(sanction, comments), at=at)
    return sanction


@transaction.atomic
def put_back(*, sanction, by, at=None):
    """Put back what was removed with a sanction that was lifted without that, and return the sanction; the reader is
    told. Twice is once. Raises NotAllowed, or Refused where it stands or removed nothing."""
    may_lift(sanction=sanction, by=by)
    return put_back_now(sanction, by=by, at=at or timezone.now())


def put_back_now(sanction, *, by, at):
    here, sanction = locked(sanction)
    if sanction.put_back:
        return sanction
    if not sanction.batch:
        raise Refused("No comments were removed with this.")
    if not sanction.lifted_at:
        raise Refused("This is not lifted. Lift it first.")
    comments = begin_to_put_back(sanction, by=by)
    if here and comments:
        tell_reader(sanction, words.message_of_putting_back(sanction, comments), at=at)
    return sanction


def locked(sanction):
    """Return whether the reader is here, and the sanction as it stands. The account first, as by every deed that locks
    it."""
    here = present(sanction.reader)
    rows = Sanction.objects.select_for_update(of=["self"], no_key=True)
    return here, rows.select_related("reader", "rule", "lifted_by").get(pk=sanction.pk)


def tell_reader(sanction, message, *, at):
    subject, text = message
    tell(to=sanction.reader, subject=subject, text=text, address=reverse("sanctions:mine"), at=at)


@transaction.atomic
def reversed_by(appeal, *, at):
    """Lift what an appeal has reversed, whoever decided about it, and put back what was removed with it. See
    settings.AFTER_REVERSAL."""
    room, _, number = appeal.statement.about.partition(":")
    if room == "sanctions":
        made = Sanction.objects.select_related("reader", "rule").get(pk=int(number))
        with suppress(Refused):  # it is lifted, or over, already
            lift_now(made, by=appeal.decided_by, because="The appeal against it was upheld.", put_back=True, at=at)
        with suppress(Refused):  # nothing was removed with it
            put_back_now(made, by=appeal.decided_by, at=at)


def may_lift(*, sanction, by):
    """Raise unless this person may lift this sanction: nobody lifts their own, nor what they could not give."""
    if sanction.reader_id == by.pk:
        raise NotAllowed("This is about yourself: somebody else decides about it.")
    may_do(by=by, kind=sanction.kind, length=sanction.until and sanction.until - sanction.since)
