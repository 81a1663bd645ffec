"""Cards for what waits on a made site, as the deeds would have made them one by one."""

from itertools import islice

from django.db.models import Count, Min

from comments.models import Comment
from moderation.models import Card, Report

BATCH = 2_000


def write_cards():
    """Write the card of each comment that is held or has open reports and has none."""
    held = Comment.objects.held().filter(card=None).values_list("pk", flat=True)
    reported = Report.objects.open().filter(comment__card=None).values_list("comment", flat=True).distinct()
    numbers = iter(sorted({*held, *reported}))
    while some := list(islice(numbers, BATCH)):
        reports = Report.objects.open().filter(comment__in=some).order_by().values("comment")
        told = reports.annotate(number=Count("pk"), first=Min("reported_at"), code=Min("rule__code"))
        counted = {row["comment"]: row for row in told}
        columns = ("pk", "article", "article__section", "reader", "posted_at", "status")
        rows = Comment.objects.filter(pk__in=some).values_list(*columns)
        Card.objects.bulk_create(card(row, counted.get(row[0])) for row in rows)


def card(row, report):
    pk, article, section, reader, posted_at, status = row
    reports, risk = report["number"] if report else 0, 25 + pk % 60
    return Card(
        comment_id=pk,
        article_id=article,
        section_id=section,
        reader_id=reader,
        posted_at=posted_at,
        since=report["first"] if report else posted_at,
        unread=status == Comment.Status.VISIBLE,
        held=status == Comment.Status.HELD,
        reports=reports,
        voices=reports,
        rules=f" {report['code']} " if report else "",
        language="en",
        risk=risk,
        parts=[["1 report", risk]],
    )
