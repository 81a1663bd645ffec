"""The texts that the desk alone searches. On a site that has stories already, `manage.py index_stories` fills them while
it runs."""

import django.db.models.deletion
from django.db import migrations, models

from search import postgresql, sqlite
from search.tables import DESK

ENGINES = {"sqlite": sqlite, "postgresql": postgresql}


def make(apps, schema_editor):
    for statement in ENGINES[schema_editor.connection.vendor].make(DESK):
        schema_editor.execute(statement)


def unmake(apps, schema_editor):
    for statement in ENGINES[schema_editor.connection.vendor].unmake(DESK):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("articles", "0009_versions_and_states"), ("search", "0001_story_texts")]

    operations = [
        migrations.CreateModel(
            name="DeskText",
            fields=[
                (
                    "place",
                    models.BigAutoField(
                        help_text="Where its last save stands in time (place.py).", primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(help_text="Number of the version that was read.")),
                (
                    "facts",
                    models.TextField(
                        help_text="Its section, state, month and people, a word each, as in “section3 begun7”."
                    ),
                ),
                ("headline", models.TextField()),
                ("standfirst", models.TextField()),
                (
                    "body",
                    models.TextField(help_text="With all other words of the story, and its notes to editors."),
                ),
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
