"""Do something about a reader: warn them, have their comments read first, suspend or ban them."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string

from accounts.present import present
from accounts.tell import tell

from . import words
from .bulk import carry_on, to_remove
from .mailboxes import key_of
from .models import Sanction
from .refusals import Closed, NotAllowed, Refused, SanctionedMeanwhile, StandsAlready

Kind = Sanction.Kind
MODERATORS_MOST = timedelta(days=7)  # for so long a moderator suspends without asking anybody


@transaction.atomic
def sanction(
    *, reader, by, kind, rule, seen, until=None, note="", for_staff="", decision=None, remove_hours=0, at=None
):
    """Store the sanction, tell the reader, and return it: it binds from their next request on.

    `seen` is the number of the reader's last sanction on the moderator's screen, 0 where there was none: of two who act
    at once one does. `remove_hours`: comments of so many hours, which no moderator has read, are removed with it.
    Raises Refused.
    """
    at = at or timezone.now()
    may_sanction(reader=reader, by=by, kind=kind, until=until, at=at)
    if not present(reader):
        raise Closed("This account is closed, so there is nothing to be done about it.")
    facts = {"kind": kind, "rule": rule, "note": note, "for_staff": for_staff, "by": by}
    last = Sanction.objects.filter(reader=reader).select_related("by").order_by("-number").first()
    if last and last.number > seen:
        return made_before(last, seen=seen, **facts)
    stands_already(reader=reader, kind=kind, until=until, at=at)
    made = Sanction.objects.create(
        reader=reader,
        number=last.number + 1 if last else 1,
        until=until,
        decision=decision,
        since=at,
        remove_since=at - timedelta(hours=remove_hours) if remove_hours else None,
        batch=uuid.uuid4() if remove_hours else None,
        mailbox=key_of(reader.mailbox) if kind == Kind.BAN else "",
        **facts,
    )
    state_reasons(made, at=at)
    comments = to_remove(reader, since=made.remove_since, up_to=at).count() if remove_hours else 0
    subject, text = words.message(made, comments)
    tell(to=reader, subject=subject, text=text, address=made.statement or reverse("sanctions:mine"), at=at)
    if remove_hours:
        carry_on.enqueue(made.pk, by.pk)
    return made


RESTRICTION = {Kind.PREMODERATE: "first", Kind.SUSPEND: "suspended", Kind.BAN: "banned"}


def state_reasons(made, *, at):
    """Have a statement of reasons written where something is restricted (settings.STATE_REASONS), from which its reader
    can appeal, and keep where it stands."""
    if made.kind not in RESTRICTION or not settings.STATE_REASONS:
        return
    statement = import_string(settings.STATE_REASONS)(
        person=made.reader,
        restriction=RESTRICTION[made.kind],
        rule=made.rule,
        note=made.note,
        until=made.until,
        decided_by=made.by,
        about=f"sanctions:{made.pk}",
        at=at,
    )
    made.statement = statement.get_absolute_url()
    Sanction.objects.filter(pk=made.pk).update(statement=made.statement)


def may_sanction(*, reader, by, kind, until, at):
    """Raise unless this person may do this to that reader."""
    if reader.pk == by.pk:
        raise NotAllowed("This is your own account.")
    if reader.is_staff or reader.is_superuser or reader.groups.exists():
        raise NotAllowed("This is an account of the staff: what they do is for their editor to judge.")
    if (kind == Kind.SUSPEND) != bool(until) and kind != Kind.PREMODERATE:
        raise Refused("A suspension has an end; a warning and a ban have none.")
    if until and until <= at:
        raise Refused("That time is over already. Please choose a later one.")
    may_do(by=by, kind=kind, length=until and until - at)


def may_do(*, by, kind, length):
    """Raise unless this person may give, or lift, a sanction of that kind and length."""
    if not by.has_perm("comments.moderate_comment"):
        raise NotAllowed("That is a moderator’s deed.")
    long = kind == Kind.SUSPEND and length > MODERATORS_MOST
    if (kind == Kind.BAN or long) and not by.has_perm("sanctions.ban_reader"):
        raise NotAllowed("To ban somebody, or to suspend them for longer than a week, ask the moderators’ editor.")


def made_before(last, *, seen, **facts):
    """Return the sanction if this form has made it already: the same one, sent twice. Else raise."""
    same = {"number": seen + 1, **facts}
    if all(getattr(last, name) == value for name, value in same.items()):
        return last
    raise SanctionedMeanwhile(last)


def stands_already(*, reader, kind, until, at):
    for other in Sanction.objects.standing(at).filter(reader=reader, kind=kind):
        if other.until is None or (until and until <= other.until):
            raise StandsAlready(other)
