"""Lists run along the photos that are in the library alone: the bin needs no place in them."""

from django.db import migrations, models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

IN_LIBRARY = {"condition": Q(deleted_at=None)}
DATED = Coalesce("taken_at", "uploaded_at").desc(), F("id").desc()


class Migration(migrations.Migration):
    dependencies = [("images", "0003_library_search")]

    operations = [
        migrations.AddIndex(
            "photo", models.Index(fields=["-uploaded_at", "-id"], name="photo_in_library", **IN_LIBRARY)
        ),
        migrations.AddIndex("photo", models.Index(*DATED, name="photo_in_library_by_day", **IN_LIBRARY)),
        migrations.RemoveIndex("photo", "photo_newest_first"),
        migrations.RemoveIndex("photo", "photo_newest_taken"),
    ]
