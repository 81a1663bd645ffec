"""Say of a decided notice that it was plain: manifestly unfounded, or about something manifestly illegal."""

from django.db import transaction
from django.utils import timezone

from accounts.present import present
from moderation.refusals import NotAllowed, Refused

from . import misuse
from .models import Notice


@transaction.atomic
def assess(*, notice, moderator, found, at=None):
    """Record it, and take the step against misuse that follows, if one does; return that step or None."""
    at = at or timezone.now()
    if not moderator.has_perm("comments.moderate_comment"):
        raise NotAllowed("This is a moderator’s deed.")
    present(notice.comment.reader, beside=notice.notifier_id)  # what is counted about one is counted one by one
    rows = Notice.objects.select_related("decision", "comment__reader", "notifier")
    notice = rows.select_for_update(of=["self"], no_key=True).get(pk=notice.pk)
    if moderator.pk in (notice.comment.reader_id, notice.notifier_id):
        raise NotAllowed("This concerns you: another moderator says so.")
    if notice.decision_id is None:
        raise Refused("Decide about the comment first.")
    if found and (found == Notice.Found.ILLEGAL) != notice.upheld:
        raise Refused("That does not fit what was decided about the comment.")
    if found and notice.changed_since:
        raise Refused("It was about an earlier text, which its author has changed: nobody has decided about that.")
    if notice.found == found:
        return None
    Notice.objects.filter(pk=notice.pk).update(found=found)
    if found == Notice.Found.UNFOUNDED:
        return misuse.look_at_notifier(notice, at=at)
    return misuse.look_at_author(notice.comment, at=at) if found else None
