"""Forget what has been kept for as long as it is needed. Run once a day; each kind has its time in the settings."""

from datetime import timedelta

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accounts.clear import clear
from accounts.models import Message
from articles import keep, presence
from articles.models import EditSession, PreviewLink, Unsaved
from articles.thin import thin
from comments import erase as comments
from comments.models import Comment
from comments.screen import old_keys
from errors.forget import kinds as of_errors
from law.forget import kinds as of_law
from law.keep import claimed
from moderation.card import lapse
from moderation.models import Decision, Report
from readers.models import Told
from sanctions.erase import old_mailboxes
from screening import erase as screening
from screening.models import Fingerprint, ShadowHit

from .erase import shred

BATCH = 500
KEEP_LINKS_DAYS = 90  # for whom a preview link was may be somebody's name
KEEP_TOLD_DAYS = 90  # by these a notice counts what is new in a conversation; they say nothing about a person


def forget(*, at=None, dry_run=False):
    """Forget each kind in batches; return how many rows of each there were, or would be."""
    at = at or timezone.now()
    shred(True)
    try:
        counts = {kind: in_batches(rows, deed, dry_run) for kind, (rows, deed) in kinds(at).items()}
        if not dry_run:
            counts["cards of comments that nobody read"] = lapse(at=at)
            counts["sign-ups that were never confirmed"] = clear(at=at)
        counts["versions of stories, of many within an hour"] = thin(at=at, dry_run=dry_run)
        return counts
    finally:
        shred(False)


def kinds(at):
    """Return {kind: (rows that are to be forgotten, what is done with the numbers of a batch)}."""
    found = {
        "texts of removed or deleted comments": (old_texts(at), forget_texts),
        "network hashes": (
            old_networks(at),
            lambda numbers: old_networks(at).filter(pk__in=numbers).update(network=""),
        ),
        "network hashes of reports": (
            Report.objects.filter(network__isnull=False, reported_at__lt=before(at, settings.KEEP_NETWORK_DAYS)),
            lambda numbers: Report.objects.filter(pk__in=numbers).update(network=None),
        ),
        "mailboxes of people who were banned and have left": (
            old_mailboxes(at),
            lambda numbers: old_mailboxes(at).filter(pk__in=numbers).update(mailbox=""),
        ),
        "keys of texts": (
            old_keys(at),
            lambda numbers: Comment.objects.filter(pk__in=numbers).update(text_key=""),
        ),
        "messages that were read": (old_messages(at), delete(Message)),
        "notes of what followers were told": (old_tellings(at), delete(Told)),
        "words of decided reports": (
            old_reports(at),
            lambda numbers: Report.objects.filter(pk__in=numbers).update(words=""),
        ),
        "fingerprints of texts": (screening.old_fingerprints(at), delete(Fingerprint)),
        "hits of rules in the shadow": (screening.old_shadow_hits(at), delete(ShadowHit)),
        "sessions": (Session.objects.filter(expire_date__lt=at), delete(Session)),
        "finished background tasks": (old_tasks(at), delete(DBTaskResult)),
        "texts of the desk that were saved since": (keep.over(at)[0], delete(Unsaved)),
        "preview links that ended": (old_links(at), delete(PreviewLink)),
        "texts of the desk that were never saved": (keep.over(at)[1], delete(Unsaved)),
        "windows of the desk that were closed": (presence.gone(at), delete(EditSession)),
    }
    return found | of_law(at) | of_errors(at)


def in_batches(rows, deed, dry_run):
    """Do the deed to the rows, a few hundred at a time, so that nobody waits for long."""
    if dry_run:
        return rows.count()
    done, left = 0, rows.order_by("pk")
    while numbers := list(left.values_list("pk", flat=True)[:BATCH]):
        with transaction.atomic():
            deed(numbers)
        done, left = done + len(numbers), left.filter(pk__gt=numbers[-1])
    return done


def delete(model):
    return lambda numbers: model.objects.filter(pk__in=numbers).delete()


def before(at, days):
    return at - timedelta(days=days)


def old_texts(at):
    """Comments off the site for longer than their texts are kept. What is still to be decided on stays as it is.

    When its author deleted a comment is not stored: for those the time runs from the last text.
    """
    removals = Decision.objects.filter(comment=OuterRef("pk"), action=Decision.Action.REMOVE).order_by("-pk")
    removed = Subquery(removals.values("decided_at")[:1])
    old = Comment.objects.exclude(text=comments.SENTENCE, html=comments.HTML).annotate(
        since=Greatest(Coalesce(removed, F("posted_at")), Coalesce(F("edited_at"), F("posted_at")))
    )
    old = old.filter(
        status__in=[Comment.Status.REMOVED, Comment.Status.DELETED], since__lt=before(at, settings.KEEP_REMOVED_DAYS)
    )
    return old.exclude(pk__in=Report.objects.open().values("comment")).exclude(claimed())


def forget_texts(numbers):
    comments.empty(numbers)
    screening.empty(numbers)
    Decision.objects.filter(comment__in=numbers).update(text=comments.SENTENCE)


def old_networks(at):
    return Comment.objects.filter(~Q(network=""), posted_at__lt=before(at, settings.KEEP_NETWORK_DAYS))


def old_messages(at):
    return Message.objects.filter(read_at__lt=before(at, settings.KEEP_READ_MESSAGES_DAYS))


def old_tellings(at):
    return Told.objects.filter(comment__posted_at__lt=before(at, KEEP_TOLD_DAYS))


def old_links(at):
    return PreviewLink.objects.filter(expires_at__lt=before(at, KEEP_LINKS_DAYS))


def old_reports(at):
    old = Report.objects.filter(decision__isnull=False, reported_at__lt=before(at, settings.KEEP_REPORT_WORDS_DAYS))
    return old.exclude(words="")


def old_tasks(at):
    return DBTaskResult.objects.filter(finished_at__lt=before(at, settings.KEEP_TASKS_DAYS))
