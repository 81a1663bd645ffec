"""Report a comment: it stands in the moderators' queue from then on."""

from django.db import IntegrityError, transaction
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


def report(*, comment, reader, rule, text_version, words="", at=None):
    """Store the report and return it. Raises AlreadyReported, Changed, Gone or OwnComment."""
    if comment.reader_id == reader.pk:
        raise OwnComment("This is your own comment.")
    try:
        with transaction.atomic():
            now = Comment.objects.visible().filter(pk=comment.pk).values_list("text_version", flat=True).first()
            if now is None:
                raise Gone("This comment is not on the site any more, so there is nothing left to report. Thank you.")
            if now != text_version:
                raise Changed("The comment was edited while you wrote. Please read it again, then send your report.")
            return Report.objects.create(
                comment=comment,
                reader=reader,
                rule=rule,
                words=words,
                text_version=text_version,
                reported_at=at or timezone.now(),
            )
    except IntegrityError:
        earlier = Report.objects.filter(comment=comment, reader=reader, text_version=text_version).first()
        if earlier is None:
            raise
        raise AlreadyReported(earlier) from None
