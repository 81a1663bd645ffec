import django.db.models.deletion
import django.db.models.functions.comparison
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("articles", "0001_stories"),
        ("images", "0001_photos"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Front",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=0, help_text="Moved by every deed on this front.")),
                ("last_deed", models.CharField(blank=True, help_text="As in “launched this front”.", max_length=250)),
                ("changed_at", models.DateTimeField(null=True)),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        help_text="None: the paper's own front.",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="fronts",
                        to="articles.section",
                    ),
                ),
            ],
            options={
                "permissions": [("arrange_front", "Can arrange the fronts and put up the breaking banner")],
                "default_permissions": [],
            },
        ),
        migrations.CreateModel(
            name="Edition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "draft"), ("live", "live"), ("past", "past")], default="draft", max_length=5
                    ),
                ),
                ("launched_at", models.DateTimeField(null=True)),
                (
                    "note",
                    models.CharField(
                        blank=True, help_text="How it came about, where it was not arranged.", max_length=250
                    ),
                ),
                (
                    "launched_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "front",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="editions", to="fronts.front"
                    ),
                ),
            ],
            options={
                "ordering": ["-launched_at", "-pk"],
                "default_permissions": [],
            },
        ),
        migrations.CreateModel(
            name="Slot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "size",
                    models.CharField(
                        blank=True,
                        choices=[("large", "large"), ("normal", "normal"), ("small", "brief")],
                        help_text="Blank: as its place gives it.",
                        max_length=6,
                    ),
                ),
                ("own_kicker", models.CharField(blank=True, max_length=60, verbose_name="kicker here")),
                ("own_headline", models.CharField(blank=True, max_length=200, verbose_name="headline here")),
                ("own_standfirst", models.TextField(blank=True, verbose_name="standfirst here")),
                ("until", models.DateTimeField(blank=True, help_text="Off this front from then.", null=True)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="slots", to="articles.article"
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="slots", to="fronts.edition"
                    ),
                ),
                (
                    "own_photo",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="slots",
                        to="images.photo",
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
                "default_permissions": [],
            },
        ),
        migrations.CreateModel(
            name="Banner",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=160)),
                ("from_time", models.DateTimeField(verbose_name="from")),
                ("until", models.DateTimeField()),
                ("put_up_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("taken_down", models.BooleanField(default=False)),
                ("taken_down_at", models.DateTimeField(null=True)),
                (
                    "article",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="banners",
                        to="articles.article",
                    ),
                ),
                (
                    "put_up_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="banners_put_up",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "taken_down_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="banners_taken_down",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-put_up_at", "-pk"],
                "default_permissions": [],
                "indexes": [models.Index(fields=["-put_up_at", "-id"], name="banner_newest")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("taken_down", False)), fields=("taken_down",), name="one_banner"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until__gt", models.F("from_time"))), name="banner_ends_after_it_begins"
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="front",
            constraint=models.UniqueConstraint(
                django.db.models.functions.comparison.Coalesce(
                    "section", models.Value(0), output_field=models.BigIntegerField()
                ),
                name="one_front_a_place",
            ),
        ),
        migrations.AddIndex(
            model_name="edition",
            index=models.Index(fields=["front", "-launched_at", "-id"], name="edition_newest"),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "draft")), fields=("front",), name="one_draft_a_front"
            ),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "live")), fields=("front",), name="one_live_edition_a_front"
            ),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("launched_at", None), ("state", "draft")),
                    models.Q(models.Q(("state", "draft"), _negated=True), ("launched_at__isnull", False)),
                    _connector="OR",
                ),
                name="edition_launched_or_draft",
            ),
        ),
        migrations.AddIndex(
            model_name="slot",
            index=models.Index(condition=models.Q(("until__isnull", False)), fields=["until"], name="slot_until"),
        ),
        migrations.AddConstraint(
            model_name="slot",
            constraint=models.UniqueConstraint(fields=("edition", "article"), name="story_once_on_a_front"),
        ),
        migrations.AddConstraint(
            model_name="slot",
            constraint=models.UniqueConstraint(fields=("edition", "position"), name="one_story_in_a_place"),
        ),
    ]
