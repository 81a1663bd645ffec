"""Write down the photos that stand in public stories already, from the time of the story: an earlier one is not known."""

from django.db import migrations

BATCH = 1000


def log(apps, schema_editor):
    Figure, PhotoUse = apps.get_model("articles", "Figure"), apps.get_model("articles", "PhotoUse")
    figures = Figure.objects.filter(
        article__status__in=["scheduled", "published"], article__legal_hold=False, article__publish_at__isnull=False
    )
    rows = figures.order_by("pk").values_list(
        "photo", "article", "place", "article__publish_at", "article__embargo_until", "article__body_parts"
    )
    uses = []
    for photo, article, place, publish_at, embargo, parts in rows.iterator(BATCH):
        if place == "body" and photo not in parts:
            continue
        since = max(filter(None, [publish_at, embargo]))
        uses.append(PhotoUse(photo_id=photo, article_id=article, place=place, since=since))
        if len(uses) == BATCH:
            PhotoUse.objects.bulk_create(uses)
            uses = []
    PhotoUse.objects.bulk_create(uses)


class Migration(migrations.Migration):
    dependencies = [("articles", "0006_picture_desk")]
    operations = [migrations.RunPython(log, migrations.RunPython.noop)]
