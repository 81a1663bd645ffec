"""The words of the library's search, and the index of each database beside them. On a site that has photos already,
`manage.py index_photos` fills them while it runs."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from images.find_sql import MAKE, UNMAKE


def make(apps, schema_editor):
    for statement in MAKE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def unmake(apps, schema_editor):
    for statement in UNMAKE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


DATED = Coalesce("taken_at", "uploaded_at")
INDEXES = [
    models.Index(DATED.desc(), F("id").desc(), name="photo_newest_taken"),
    models.Index(fields=["rights", "-uploaded_at", "-id"], name="photo_by_rights"),
    models.Index(fields=["agency", "-uploaded_at"], name="photo_by_agency"),
    models.Index(fields=["supplier", "-uploaded_at"], name="photo_by_supplier"),
    models.Index(fields=["-uploaded_at", "-id"], condition=Q(credit=""), name="photo_without_credit"),
    models.Index(fields=["-uploaded_at", "-id"], condition=Q(alt_text="", decorative=False), name="photo_without_alt"),
    models.Index(fields=["-uploaded_at", "-id"], condition=Q(blocked_at__isnull=False), name="photo_blocked"),
    models.Index(fields=["-uploaded_at", "-id"], condition=Q(deleted_at__isnull=False), name="photo_in_bin"),
]


class Migration(migrations.Migration):
    dependencies = [("images", "0002_picture_desk")]

    operations = [
        migrations.CreateModel(
            name="PhotoWords",
            fields=[
                (
                    "photo",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="images.photo",
                    ),
                ),
                ("words", models.TextField()),
            ],
            options={"default_permissions": []},
        ),
        migrations.RunPython(make, unmake),
        *[migrations.AddIndex("photo", index) for index in INDEXES],
    ]
