"""Whether decisions and comments agree: named in settings.DOCTOR. A moderator has to look at what does not."""

from django.db import connection, transaction
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.utils import timezone

from comments.models import Comment

from . import seal
from .card import renew
from .models import ENDS, KEPT, Card, Decision, Report

REMOVED, VISIBLE, HELD = Comment.Status.REMOVED, Comment.Status.VISIBLE, Comment.Status.HELD


def decisions(fix):
    """Whether each comment is as the last decision about it says."""
    ends = Decision.objects.standing().filter(action__in=ENDS, comment=OuterRef("pk"))
    last = ends.order_by("-version").values("action")[:1]
    decided = Comment.objects.annotate(last=Subquery(last))
    # What was kept may have been edited or deleted since; what was removed stays so until somebody decides anew.
    wrong = decided.filter(
        Q(last=Decision.Action.REMOVE, status=VISIBLE) | Q(last__in=KEPT, status=REMOVED) | Q(last=None, status=REMOVED)
    )
    return wrong.count(), 0, told(wrong, "are not as the last decision about them says")


def reports(fix):
    """Whether reports were settled when their comments were removed. On what its author deleted they may be open."""
    late = Report.objects.open().filter(comment__status=REMOVED, comment__decisions__action=Decision.Action.REMOVE)
    late = late.filter(comment__decisions__decided_at__gte=F("reported_at"))
    wrong = Comment.objects.filter(pk__in=late.values("comment"))
    return wrong.count(), 0, told(wrong, "were removed, but reports on them are still open")


def told(wrong, what):
    numbers = [str(number) for number in wrong.order_by("pk").values_list("pk", flat=True)[:10]]
    return f"{wrong.count()} comments {what}{', as ' + ', '.join(numbers) if numbers else ''}."


def sealed(fix):
    """Whether the database refuses to change the log of decisions: a migration may have remade its table."""
    if seal.is_sealed(connection):
        return 0, 0, "The log of decisions is sealed."
    if fix:
        seal.seal(connection)
    return 1, int(fix), "The database would let somebody change the log of decisions."


def cards(fix):
    """Whether everything that waits for a moderator has its card, and nothing else."""
    at = timezone.now()
    wrong = sorted(wrong_cards(at))
    if fix:
        for number in wrong:
            with transaction.atomic():
                rows = Comment.objects.select_for_update(of=["self"], no_key=True).select_related("article", "reader")
                renew(rows.get(pk=number), at=at, decided=True)
    return len(wrong), len(wrong) if fix else 0, f"{len(wrong)} comments wait otherwise than the queue says."


def wrong_cards(at):
    """Return the numbers of comments without the card that they should have, or with another one."""
    with_its_author = Q(status=HELD, edit_until__gt=at)
    waits = (Q(status=HELD) | Q(pk__in=open_reports())) & ~with_its_author
    found = set(Comment.objects.filter(waits, card=None).values_list("pk", flat=True))
    settled = Card.objects.filter(unread=False, appealed=False, legal=False, passed_to="")
    settled = settled.exclude(comment__status=HELD).exclude(comment__in=open_reports())
    other = Q(held=True) & ~Q(comment__status=HELD) | Q(unread=True) & ~Q(comment__status=VISIBLE)
    reports = Count("comment__reports", filter=Q(comment__reports__in=Report.objects.open()))
    miscounted = Card.objects.annotate(now=reports).exclude(now=F("reports"))
    for cards in (settled, Card.objects.filter(other), miscounted):
        found |= set(cards.values_list("pk", flat=True))
    return found


def open_reports():
    return Report.objects.open().values("comment")
