"""What waits for a moderator. Not a table: the comments with something unsettled."""

from django.db.models import Count, Exists, OuterRef, Prefetch, Q

from comments.models import Comment

from .models import Decision, Report

PAGE = 25


def waiting():
    """Comments that are held, and visible ones with an open report, oldest first."""
    open_reports = Report.objects.open().filter(comment=OuterRef("pk"))
    return Comment.objects.filter(
        Q(status=Comment.Status.HELD) | (Exists(open_reports) & Q(status=Comment.Status.VISIBLE))
    )


def reported():
    return Comment.objects.visible().filter(Exists(Report.objects.open().filter(comment=OuterRef("pk"))))


def counts():
    """Return how many comments wait: {"reported": n, "held": n}."""
    return {"reported": reported().count(), "held": Comment.objects.held().count()}


def with_all(comments):
    """Fetch with each comment what its card shows, in a fixed number of queries."""
    return comments.select_related("article__section", "reader", "parent__reader").prefetch_related(
        "hits",
        Prefetch("reports", Report.objects.select_related("reader", "rule", "decision")),
        Prefetch("decisions", Decision.objects.select_related("moderator", "rule")),
    )


def records(readers):
    """Return each reader's record by their number: how many comments, how many of them removed."""
    rows = (
        Comment.objects.filter(reader__in=readers)
        .order_by()
        .values("reader")
        .annotate(written=Count("pk"), removed=Count("pk", filter=Q(status=Comment.Status.REMOVED)))
    )
    return {row["reader"]: row for row in rows}
