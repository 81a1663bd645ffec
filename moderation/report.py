"""Report a comment: it stands in the moderators' queue from then on."""

from django.db import transaction
from django.utils import timezone

from accounts.present import present
from articles.models import Article
from comments.hold import hold
from comments.models import Comment
from comments.standing import AskFirst, NotWelcome, standing

from . import voices
from .card import renew
from .models import KEPT, Decision, Report

REPORTED = "reported"  # names what held a comment
BECAUSE_REPORTED = "A reader reported it, so it waits for a moderator."


class Refused(Exception):
    """The report cannot be taken; the message says why, to the reader."""


class AlreadyReported(Refused):
    """This reader reported this text before; `report` is that one."""

    def __init__(self, report):
        self.report = report
        super().__init__(
            "You have reported this comment already, and withdrawn your report."
            if report.withdrawn_at
            else "You have reported this comment already."
        )


class Changed(Refused):
    """The comment was edited since the reader saw it."""


class Gone(Refused):
    """The comment is not there any more."""


class NotAllowed(Refused):
    """This person may not report. `address`: of a page of theirs that says more, or ""."""

    def __init__(self, message, *, address=""):
        super().__init__(message)
        self.address = address


class OwnComment(Refused):
    """Readers do not report themselves."""


class TooMany(Refused):
    """The reader has reported as much in a day as is looked at."""


@transaction.atomic
def report(*, comment, reader, rule, text_version, words="", network="", at=None):
    """Store the report, hide the comment where the story asks for it, and return the report.

    A text that a moderator has kept for good is not judged again: the report is settled by that decision. Raises
    NotAllowed, AlreadyReported, Changed, Gone, OwnComment or TooMany.
    """
    at = at or timezone.now()
    may_write(reader, author=comment.reader_id, at=at)
    # Locked, so that a decision that is being made settles this report, or is seen here.
    rows = Comment.objects.select_for_update(of=["self"], no_key=True).select_related("article", "reader")
    comment = rows.defer("article__body", "article__body_parts").get(pk=comment.pk)
    may_report(comment=comment, reader=reader, at=at)
    if comment.text_version != text_version:
        raise Changed("The comment was edited while you wrote. Please read it again, then send your report.")
    weight, left = voices.weight_of(reader, at=at)
    if left <= 0:
        raise TooMany(
            "You have reported as many comments today as our moderators can look at for one reader. "
            "Please come back tomorrow: your words are kept here so that you can copy them."
        )
    made = Report.objects.create(
        comment=comment,
        reader=reader,
        rule=rule,
        words=words,
        text_version=text_version,
        network=network,
        weight=weight,
        reported_at=at,
        decision=kept_for_good(comment),
    )
    if made.decision_id is None:
        renew(comment, at=at)
        if hides_what_is_reported(comment):
            hold(
                comment=comment,
                because=BECAUSE_REPORTED,
                check_name=REPORTED,
                at=at,
            )
    return made


def may_write(reader, *, author, at):
    if not present(reader, beside=author):
        raise NotAllowed("This account may not report comments.")
    try:
        standing(reader, at=at)
    except AskFirst:
        pass  # a warning is to be read before the next comment
    except NotWelcome as error:
        raise NotAllowed(str(error), address=error.address) from error


def kept_for_good(comment):
    """Return the decision by which reports on this very text are heard no more, if there is one."""
    if comment.read_at is None:  # nobody has read this text
        return None
    last = comment.decisions.standing().filter(text_version=comment.text_version).first()
    return last if last and last.action == Decision.Action.SETTLE else None


def hides_what_is_reported(comment):
    """Tell whether reports hide this comment: by its story's mode, unless a moderator has kept this text, and where
    those who reported it are worth it together. Their number alone hides nothing."""
    if comment.article.comments_mode != Article.Comments.REPORTED:
        return False
    if comment.decisions.considered().filter(text=comment.text, action__in=KEPT).exists():
        return False
    return voices.worth(voices.voices(comment.reports.open())) >= voices.ENOUGH_TO_HIDE


def may_report(*, comment, reader, at=None):
    """Raise unless this reader may report this comment as it stands."""
    if comment.reader_id == reader.pk:
        raise OwnComment("This is your own comment.")
    if earlier := comment.reports.filter(reader=reader.pk, text_version=comment.text_version).first():
        raise AlreadyReported(earlier)  # it may be hidden by that very report
    if not comment.is_visible or not comment.article.is_live(at):
        raise Gone("This comment is not on the site any more, so there is nothing left to report. Thank you.")
