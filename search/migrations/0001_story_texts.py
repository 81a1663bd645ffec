"""The texts that search reads, and the index of each database beside them. On a site that has stories already,
`manage.py index_stories` fills them while it runs."""

import django.db.models.deletion
from django.db import migrations, models

from search import postgresql, sqlite
from search.tables import PUBLIC

ENGINES = {"sqlite": sqlite, "postgresql": postgresql}


def make(apps, schema_editor):
    for statement in ENGINES[schema_editor.connection.vendor].make(PUBLIC):
        schema_editor.execute(statement)


def unmake(apps, schema_editor):
    for statement in ENGINES[schema_editor.connection.vendor].unmake(PUBLIC):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    initial = True

    dependencies = [("articles", "0001_stories")]

    operations = [
        migrations.CreateModel(
            name="StoryText",
            fields=[
                (
                    "place",
                    models.BigAutoField(
                        help_text="Where it stands in time (place.py).", primary_key=True, serialize=False
                    ),
                ),
                (
                    "facts",
                    models.TextField(
                        help_text="Its section, authors and month, a word each, as in “section3 author7”."
                    ),
                ),
                ("headline", models.TextField()),
                ("standfirst", models.TextField()),
                ("body", models.TextField(help_text="With the captions of its photos.")),
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="articles.article"
                    ),
                ),
            ],
        ),
        migrations.RunPython(make, unmake),
    ]
