import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("articles", "0001_stories"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReadCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("hour", models.DateTimeField(help_text="When the hour began.")),
                ("number", models.PositiveIntegerField()),
                (
                    "article",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="read_counts",
                        to="articles.article",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["hour", "article", "number"], name="read_count_by_hour")],
                "constraints": [models.UniqueConstraint(fields=("article", "hour"), name="read_count_once_an_hour")],
            },
        ),
    ]
