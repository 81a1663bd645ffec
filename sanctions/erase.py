"""What is left of sanctions when a reader leaves."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Q

from .models import Note, Sanction


def leave(*, reader, to, at):
    """Hand the sanctions to the account `to`, without words, so that it can still be counted how many there were.

    Of a ban that stands the hash of the mailbox stays for KEEP_BANNED_DAYS: who was banned does not come back by
    erasing the account. Whatever the person did as one of the staff is handed on too.
    """
    theirs = Sanction.objects.filter(reader=reader)
    theirs.filter(~Q(mailbox="")).update(mailbox_until=at + timedelta(days=settings.KEEP_BANNED_DAYS))
    theirs.update(
        reader=to,
        number=None,
        **dict.fromkeys(("note", "for_staff", "statement", "lifted_because"), ""),
        **dict.fromkeys(("remove_since", "batch", "put_back")),
    )
    Note.objects.filter(person=reader).delete()
    Sanction.objects.filter(by=reader).update(by=to)
    Sanction.objects.filter(lifted_by=reader).update(lifted_by=to)
    Note.objects.filter(by=reader).update(by=to)


def old_mailboxes(at):
    """Return the sanctions of people who have left, whose mailboxes are to be forgotten."""
    return Sanction.objects.filter(~Q(mailbox=""), mailbox_until__lte=at)
