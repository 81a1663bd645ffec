"""Whether a reader may write, and whether what they write waits: see settings.COMMENT_STANDING."""

from functools import lru_cache

from django.db.models import Q
from django.urls import reverse

from comments.checks import HOLD, Found
from comments.composed import ask
from comments.standing import AskFirst, NotWelcome

from . import words
from .mailboxes import keys_of
from .models import Sanction

Kind = Sanction.Kind
SAME_MAILBOX = "It comes from the same mailbox as an account that is banned here, so a moderator reads it first."


def standing(reader, *, at):
    """Refuse who is banned or suspended, send who was warned to the warning, hold what is to be read first. One query,
    whose answer is nearly always empty. Nobody of the staff is asked."""
    if reader.is_staff:
        return []
    rows = bearing_on(reader, at=at)
    own = {row.kind: row for row in rows if row.reader_id == reader.pk}
    for kind in (Kind.BAN, Kind.SUSPEND):
        if kind in own:
            raise NotWelcome(words.refusal(own[kind]), address=own[kind].statement or reverse("sanctions:mine"))
    if Kind.WARN in own:
        address = reverse("sanctions:acknowledge", args=[own[Kind.WARN].pk])
        raise AskFirst("A moderator has warned you. Please read the warning first.", address=address)
    found = []
    if Kind.PREMODERATE in own:
        found.append(Found(HOLD, words.waits(own[Kind.PREMODERATE]), check_name="sanction"))
    if any(row.reader_id != reader.pk for row in rows):
        found.append(Found(HOLD, SAME_MAILBOX, check_name="same mailbox"))
    return found


def bearing_on(reader, *, at):
    """Return the reader's own sanctions that stand, and bans of other accounts with their mailbox.

    Asked at each comment: which of the few rows stand is told here, because a longer question takes longer to put.
    """
    keys = keys_of(reader.mailbox)
    found = ask(numbers, {READER: reader.pk, **dict(zip(MAILBOXES, keys, strict=False))}, len(keys))
    rows = Sanction.objects.filter(pk__in=[number for (number,) in found]).order_by() if found else []
    rows = [row for row in rows if row.stands(at) and (row.mailbox_until is None or row.mailbox_until > at)]
    # The one that lasts longest comes last, and counts.
    return sorted(rows, key=lambda row: (row.until is None, row.until or row.since))


READER, MAILBOXES = -1, [f"(mailbox {number})" for number in range(8)]  # the blanks, and more than there are secrets


@lru_cache
def numbers(vendor, mailboxes):
    theirs = Sanction.objects.filter(Q(reader=READER) | Q(mailbox__in=MAILBOXES[:mailboxes]))
    return theirs.order_by().values_list("pk").query.sql_with_params()
