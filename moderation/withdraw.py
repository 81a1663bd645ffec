"""Take a report back: its reader, until it is decided."""

from django.db import transaction
from django.utils import timezone

from accounts.present import present
from accounts.tell import tell
from articles.models import Article
from comments.checks import HOLD
from comments.hold import release
from comments.models import Comment

from .card import renew
from .models import Decision, Report
from .report import REPORTED

Action = Decision.Action
WITHDRAWN = "The reports that hid it were withdrawn."


class Refused(Exception):
    """The report stays; the message says why, to its reader."""


class Decided(Refused):
    """A moderator has decided about it."""


class NotYours(Refused):
    """Another reader reported it."""


@transaction.atomic
def withdraw(*, report, reader, at=None):
    """Take the report back and return it. Twice is once.

    The comment comes back to the page where nothing but withdrawn reports hid it, and no moderator has had it in hand
    since; else it waits as before. Raises NotYours or Decided.
    """
    at = at or timezone.now()
    if report.reader_id != reader.pk or not present(reader, beside=report.comment.reader_id):
        raise NotYours("Only who sent a report can withdraw it.")
    # Locked, so that a decision that is being made settles this report, or is seen here.
    rows = Comment.objects.select_for_update(of=["self"], no_key=True).select_related("article", "reader")
    comment = rows.defer("article__body", "article__body_parts").get(pk=report.comment_id)
    report = Report.objects.select_related("decision", "rule").get(pk=report.pk)
    if report.decision_id:
        raise Decided("A moderator has decided about it, so it cannot be withdrawn any more.")
    if report.withdrawn_at is None:
        Report.objects.filter(pk=report.pk).update(withdrawn_at=at)
        report.withdrawn_at = at
        if was_hidden_by_reports_alone(comment) and release(comment=comment, check_name=REPORTED, at=at):
            log_release(comment, at)
        renew(comment, at=at)
    return report


def was_hidden_by_reports_alone(comment):
    """Tell whether nothing hides the comment any more: it waits for reports alone, and all of them were withdrawn."""
    article = comment.article
    if comment.status != Comment.Status.HELD or comment.reports.open().exists():
        return False
    if article.court_case or article.comments_mode == Article.Comments.PREMODERATED:
        return False
    if comment.hits.filter(outcome=HOLD).exclude(check_name=REPORTED).exists():
        return False
    last = comment.decisions.standing().first()
    return last is not None and (last.action, last.check_name) == (Action.HOLD, REPORTED)


def log_release(comment, at):
    Decision.objects.create(
        comment=comment,
        check_name=REPORTED,
        action=Action.KEEP,
        note=WITHDRAWN,
        before=Comment.Status.HELD,
        text=comment.text,
        text_version=comment.text_version,
        version=comment.version,
        decided_at=at,
    )
    tell(
        to=comment.reader,
        subject="Your comment can be seen again",
        text=f"Those who reported your comment have taken their reports back, so it is on the page again.\n\n"
        f"Your comment:\n{comment.text}",
        address=comment.get_absolute_url(),
        at=at,
    )
