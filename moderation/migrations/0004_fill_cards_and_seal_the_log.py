"""Make a card of what waits, tell what was read, and seal the log of decisions."""

from django.db import migrations
from django.db.models import Max

BATCH = 500


def fill(apps, schema_editor):
    """Cards without their risk and its parts: `doctor --fix` and the first deed on each tell them."""
    Comment, Card = apps.get_model("comments", "Comment"), apps.get_model("moderation", "Card")
    Report, Decision = apps.get_model("moderation", "Report"), apps.get_model("moderation", "Decision")
    for some in batches(Decision.objects.order_by("comment").values_list("comment", flat=True).distinct()):
        read = dict(
            Decision.objects.filter(comment__in=some).order_by().values_list("comment").annotate(Max("decided_at"))
        )
        comments = list(Comment.objects.filter(pk__in=some).only("pk"))
        for comment in comments:
            comment.read_at = read[comment.pk]
        Comment.objects.bulk_update(comments, ["read_at"])
    reported = Report.objects.filter(decision=None).order_by("comment").values_list("comment", flat=True).distinct()
    held = Comment.objects.filter(status="held").order_by("pk").values_list("pk", flat=True)
    for numbers in (reported, held):
        for some in batches(numbers):
            reports = {}
            for pk, code, at in Report.objects.filter(comment__in=some, decision=None).values_list(
                "comment", "rule__code", "reported_at"
            ):
                reports.setdefault(pk, []).append((code, at))
            rows = Comment.objects.filter(pk__in=some).values_list(
                "pk", "article", "article__section", "reader", "posted_at", "status"
            )
            Card.objects.bulk_create(
                [
                    Card(
                        comment_id=pk,
                        article_id=article,
                        section_id=section,
                        reader_id=reader,
                        posted_at=posted_at,
                        since=min([at for _, at in reports.get(pk, [])], default=posted_at),
                        unread=status == "visible",
                        held=status == "held",
                        reports=len(reports.get(pk, [])),
                        rules=f" {' '.join(sorted({code for code, _ in reports[pk]}))} " if pk in reports else "",
                    )
                    for pk, article, section, reader, posted_at, status in rows
                ],
                ignore_conflicts=True,
            )


def batches(numbers):
    numbers = list(numbers)
    return (numbers[first : first + BATCH] for first in range(0, len(numbers), BATCH))


def seal(apps, schema_editor):
    from moderation.seal import seal

    seal(schema_editor.connection)


def unseal(apps, schema_editor):
    from moderation.seal import unseal

    unseal(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("moderation", "0003_desk_of_moderators"), ("accounts", "0005_find_superusers")]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunPython(seal, unseal),
    ]
