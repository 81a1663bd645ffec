"""Answer readers who told of an error in a story: one answer for all who told of the same."""

from django.db import transaction
from django.utils import timezone

from . import tell
from .models import ErrorReport
from .refusals import Answered, NotAllowed

MAY = "articles.correct_article"  # whoever can correct it can say that it was


@transaction.atomic
def answer(*, article, reports, by, outcome, words="", correction=None, at=None):
    """Settle the reports of these numbers on one story, and tell those who sent them. All of them, or none.

    Raises NotAllowed, and Answered where one of them was answered meanwhile.
    """
    at = at or timezone.now()
    theirs = ErrorReport.objects.filter(article=article, pk__in=reports)
    if not by.has_perm(MAY) or theirs.in_hands_of(by).count() != len(reports):
        raise NotAllowed("To answer readers of this story is another editor’s deed.")
    # Locked in one order for all, so that two editors never wait for each other's.
    rows = list(theirs.select_for_update(of=["self"]).select_related("reader").order_by("pk"))
    is_right = outcome == ErrorReport.Outcome.NONE
    taken = theirs.open().update(
        outcome=outcome,
        answer=words,
        correction=None if is_right else correction,
        corrected_in=None if is_right else article.released,
        answered_by=by,
        answered_at=at,
    )
    if taken != len(rows):
        raise meanwhile(next(row for row in rows if not row.is_open))
    for row in ErrorReport.objects.filter(pk__in=reports).select_related("article", "reader").order_by("pk"):
        tell.outcome(row, at=at)
    return taken


def meanwhile(report):
    by = report.answered_by.display_name if report.answered_by else "Somebody"
    return Answered(
        f"{by} answered {report.reference} at {timezone.localtime(report.answered_at):%H:%M}, while you wrote. Nothing "
        "of yours was sent; your words stand below.",
        report=report,
    )
