"""Report a comment: it stands in the moderators' queue from then on."""

from django.db import transaction
from django.utils import timezone

from comments.models import Comment

from .models import Report


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


class OwnComment(Refused):
    """Readers do not report themselves."""


@transaction.atomic
def report(*, comment, reader, rule, text_version, words="", at=None):
    """Store the report and return it. Raises AlreadyReported, Changed, Gone or OwnComment."""
    at = at or timezone.now()
    # Locked, so that a decision that is being made settles this report, or is seen here.
    comment = Comment.objects.select_for_update(no_key=True).get(pk=comment.pk)
    may_report(comment=comment, reader=reader, at=at)
    if comment.text_version != text_version:
        raise Changed("The comment was edited while you wrote. Please read it again, then send your report.")
    return Report.objects.create(
        comment=comment, reader=reader, rule=rule, words=words, text_version=text_version, reported_at=at
    )


def may_report(*, comment, reader, at=None):
    """Raise unless this reader may report this comment as it stands."""
    if comment.reader_id == reader.pk:
        raise OwnComment("This is your own comment.")
    if not comment.is_visible or not comment.article.is_live(at):
        raise Gone("This comment is not on the site any more, so there is nothing left to report. Thank you.")
    if earlier := comment.reports.filter(reader=reader.pk, text_version=comment.text_version).first():
        raise AlreadyReported(earlier)
