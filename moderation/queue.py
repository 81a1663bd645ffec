"""What waits for a moderator. Not a table: the comments with something unsettled."""

from django.db.models import Count, Prefetch, Q

from comments.models import Comment

from .models import Decision, Report

PAGE = 25
# By their numbers: to ask of each comment whether it is reported would take longer the more there are.
OPEN = Q(pk__in=Report.objects.open().values("comment"))


def waiting():
    """Comments that are held, or have an open report."""
    return Comment.objects.filter(Q(pk__in=Comment.objects.held().values("pk")) | OPEN)


def reported():
    return Comment.objects.filter(OPEN)


SHOWN = {"reported": reported, "held": Comment.objects.held}


def counts():
    """Return how many comments wait: {"reported": n, "held": n}."""
    return {name: comments().count() for name, comments in SHOWN.items()}


def with_all(comments):
    """Fetch with each comment what its card shows, in a fixed number of queries."""
    return (
        comments.noting_the_story()
        .select_related("article__section", "reader", "parent__reader")
        .defer("article__body", "article__body_parts")
        .prefetch_related(
            "hits",
            Prefetch("reports", Report.objects.select_related("reader", "rule")),
            Prefetch("decisions", Decision.objects.select_related("moderator", "rule")),
        )
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
