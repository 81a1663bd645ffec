"""What waits for a moderator. Not a table: the comments with something unsettled."""

from django.db.models import Count, Prefetch, Q

from comments.models import Comment

from .models import Decision, Report

PAGE = 25


def held_after(pk):
    return Comment.objects.held().filter(pk__gt=pk).order_by("pk").values_list("pk", flat=True)


def reported_after(pk):
    return Report.objects.open().filter(comment__gt=pk).order_by("comment").values_list("comment", flat=True).distinct()


SHOWN = {"reported": [reported_after], "held": [held_after]}


def page(show="", after=0):
    """Return the next comments of the queue with all that their cards show, and whether there are more.

    The next of each kind are found by themselves: to ask every comment whether it is one or the other would take
    longer the more there are.
    """
    found = {pk for kind in SHOWN.get(show, [reported_after, held_after]) for pk in kind(after)[: PAGE + 1]}
    pks = sorted(found)[:PAGE]
    return list(with_all(Comment.objects.filter(pk__in=pks)).order_by("pk")), len(found) > PAGE


def counts():
    """Return how many comments wait: {"reported": n, "held": n}."""
    reported = Report.objects.open().aggregate(number=Count("comment", distinct=True))
    return {"reported": reported["number"], "held": Comment.objects.held().count()}


def with_all(comments):
    """Fetch with each comment what its card shows, in a fixed number of queries."""
    return (
        comments.noting_the_story()
        .select_related("article__section", "reader", "parent__reader")
        .defer("article__body", "article__body_parts")
        .prefetch_related(
            "hits",
            "wordings",
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
