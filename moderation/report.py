"""Report a comment: it stands in the moderators' queue from then on."""

from django.db import transaction
from django.utils import timezone

from accounts.present import present
from articles.models import Article
from comments.hold import hold
from comments.models import Comment

from .models import Decision, Report

REPORTED = "reported"  # names what held a comment


class Refused(Exception):
    """The report cannot be taken; the message says why, to the reader."""


class AlreadyReported(Refused):
    """This reader reported this text before; `report` is that one."""

    def __init__(self, report):
        self.report = report
        super().__init__("You have reported this comment already.")


class Changed(Refused):
    """The comment was edited since the reader saw it."""


class Gone(Refused):
    """The comment is not there any more."""


class NotAllowed(Refused):
    """This person may not report."""


class OwnComment(Refused):
    """Readers do not report themselves."""


@transaction.atomic
def report(*, comment, reader, rule, text_version, words="", at=None):
    """Store the report, hide the comment where the story asks for it, and return the report.

    Raises NotAllowed, AlreadyReported, Changed, Gone or OwnComment.
    """
    at = at or timezone.now()
    if not present(reader):
        raise NotAllowed("This account may not report comments.")
    # Locked, so that a decision that is being made settles this report, or is seen here.
    comment = Comment.objects.select_for_update(no_key=True).get(pk=comment.pk)
    may_report(comment=comment, reader=reader, at=at)
    if comment.text_version != text_version:
        raise Changed("The comment was edited while you wrote. Please read it again, then send your report.")
    made = Report.objects.create(
        comment=comment, reader=reader, rule=rule, words=words, text_version=text_version, reported_at=at
    )
    if hides_what_is_reported(comment):
        hold(comment=comment, because="A reader reported it, so it waits for a moderator.", check_name=REPORTED)
    return made


def hides_what_is_reported(comment):
    """Tell whether a report hides this comment: by its story's mode, and unless a moderator has kept this text."""
    hides = Article.objects.filter(pk=comment.article_id, comments_mode=Article.Comments.REPORTED).exists()
    return hides and not comment.decisions.filter(action=Decision.Action.KEEP, text=comment.text).exists()


def may_report(*, comment, reader, at=None):
    """Raise unless this reader may report this comment as it stands."""
    if comment.reader_id == reader.pk:
        raise OwnComment("This is your own comment.")
    if earlier := comment.reports.filter(reader=reader.pk, text_version=comment.text_version).first():
        raise AlreadyReported(earlier)  # it may be hidden by that very report
    if not comment.is_visible or not comment.article.is_live(at):
        raise Gone("This comment is not on the site any more, so there is nothing left to report. Thank you.")
