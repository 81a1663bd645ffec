"""Erase a reader: afterwards nothing in the database or the files says that they were here."""

from contextlib import suppress

from django.db import OperationalError, connection, transaction
from django.utils import timezone

from accounts.models import User
from comments import erase as comments
from comments.batches import batches
from comments.models import Comment
from comments.moved import move_threads
from errors import forget as errors
from law.leave import keep_appeal
from law.leave import leave as leave_law
from moderation.card import renew
from moderation.models import Card, Decision, Report
from sanctions import erase as sanctions
from screening import erase as screening

from . import ledger, traces
from .former import EMAIL, former_reader


class Refused(Exception):
    """The account cannot be erased; the message says why."""


class Staff(Refused):
    """Their work is the paper's record."""


def may_erase(person):
    """Raise unless this account is a reader's."""
    if person.email == EMAIL:
        raise Refused("This account stands for all former readers: it has to stay.")
    if person.is_staff or person.is_superuser or person.groups.exists():
        raise Staff(
            "This is an account of the staff. Take away its groups and its entry to the desk first: "
            "what was done with it is the paper's record and then stays without a name."
        )


def erase(*, person, keep_text=False, at=None):
    """Delete the account and all that is theirs alone; hand the rest, without a name, to the former reader.

    With `keep_text` the comments that others can read stay, unsigned. One transaction; twice is once. Raises Staff or
    Refused. Decisions are only ever added to, by their save(): the copies of a text in them are replaced by an update
    of their rows, here and when the time to keep them is over.
    """
    at = at or timezone.now()
    may_erase(person)
    emails = {person.email, *person.emailaddress_set.values_list("email", flat=True)}
    sessions = traces.sessions_of(person=person, emails=emails)
    shred(True)
    try:
        with transaction.atomic():
            # Locked: whoever is writing with it waits, and then has no account. And of those who leave at once, and may
            # have answered each other, one goes after the other.
            both = User.objects.filter(pk__in=[person.pk, former_reader().pk]).order_by("pk").select_for_update()
            person = {one.pk: one for one in both}.get(person.pk)
            if person:
                may_erase(person)
                traces.sessions(sessions)
                leave(person, emails=emails, keep_text=keep_text, at=at)
    finally:
        shred(False)


def leave(person, *, emails, keep_text, at):
    former, name, who = former_reader(), person.display_name, ledger.mark(person.pk, person.date_joined)
    leave_law(person=person, emails=emails, to=former, at=at)
    written, emptied, stories = comments.leave(reader=person, to=former, keep_text=keep_text)
    of_decisions(written, emptied)
    for numbers in batches(written):
        screening.empty(numbers)
    Decision.objects.filter(moderator=person).update(moderator=former)
    of_reports(person, former)
    sanctions.leave(reader=person, to=former, at=at)
    of_cards(person, former)
    errors.leave(reader=person, emails=emails)
    pages = [f"/c/{number}/" for number in written]
    traces.messages(person=person, pages=pages, name=name, instead=former.display_name, keep_text=keep_text)
    traces.log(person=person, emails=emails, name=name, instead=former.display_name)
    traces.tasks(emails=emails, name=name)
    person.delete()
    move_threads(stories)
    traces.mails(emails=emails, name=name)
    ledger.write(who=who, keep_text=keep_text, at=at)  # last: what is written there cannot be taken back


def of_decisions(written, emptied):
    """Notes were written to the person; the texts in decisions go as the comments' own do."""
    for numbers in batches(written):
        Decision.objects.filter(comment__in=numbers).update(note="")
    for numbers in batches(emptied):
        Decision.objects.filter(comment__in=numbers).update(text=comments.SENTENCE)
    for numbers in batches(sorted(set(written) - set(emptied))):
        # Of a text that was edited since, the earlier one is not kept.
        for decision in Decision.objects.filter(comment__in=numbers).select_related("comment"):
            if decision.text != decision.comment.text:
                Decision.objects.filter(pk=decision.pk).update(text=comments.SENTENCE)


def of_reports(person, former):
    """The reports stand without words and name. Of two on one text by former readers, one that is open stays."""
    rows = Comment.objects.filter(pk__in=person.reports.open().values("comment")).select_related("article", "reader")
    # Locked in one order, so that a decision that is being made settles these reports, or is seen here.
    waiting = list(rows.order_by("pk").select_for_update(of=["self"], no_key=True))
    for report in person.reports.all():
        same = {"comment": report.comment_id, "text_version": report.text_version}
        other = Report.objects.filter(reader=former, **same).first()
        if other and (is_open(other) or not is_open(report)):
            drop(report)
            continue
        if other:
            drop(other)
        Report.objects.filter(pk=report.pk).update(reader=former, words="", network=None)
    for comment in waiting:
        renew(comment)


def is_open(report):
    return report.decision_id is None and report.withdrawn_at is None


def drop(report):
    keep_appeal(report)
    report.delete()


def of_cards(person, former):
    """What of theirs waits for a moderator waits on, where it is still to be decided on."""
    cards = list(Card.objects.filter(reader=person).values_list("pk", flat=True))
    Card.objects.filter(pk__in=cards).update(reader=former)
    for comment in Comment.objects.filter(pk__in=cards).select_related("article", "reader"):
        renew(comment)


def shred(on):
    """Let SQLite write zeros over what it deletes; otherwise that stays in the file until its place is needed."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA secure_delete={'ON' if on else 'OFF'}")


def sweep():
    """Write SQLite's file anew, without what was deleted or moved in it before; tell whether that was done.

    What others write waits meanwhile, a second for each few hundred megabytes. PostgreSQL does its own cleaning.
    """
    if connection.vendor != "sqlite":
        return True
    if connection.in_atomic_block:
        return False
    try:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")
            busy = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    except OperationalError:  # somebody else is at it for too long
        return False
    return not busy


def erase_again(*, at=None):
    """Erase again those who came back with a backup; return how many there were. Staff are left to be looked at."""
    done = 0
    for number, keep_text in ledger.back():
        with suppress(Refused):
            erase(person=User.objects.get(pk=number), keep_text=keep_text, at=at)
            done += 1
    return done
