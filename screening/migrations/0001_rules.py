import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("comments", "0008_hits_of_screening_rules"),
        ("moderation", "0002_comments_that_authors_delete"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ScreeningRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(help_text="For the moderators, as in “Slurs”.", max_length=80, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("words", "words and phrases"),
                            ("legal", "legal phrases"),
                            ("personal", "personal data"),
                            ("hosts", "hosts of links"),
                            ("links", "number of links"),
                            ("newlinks", "links from new accounts"),
                            ("shouting", "shouting"),
                            ("repeats", "repeats"),
                            ("near", "near-repeats"),
                            ("newcomers", "new commenters"),
                            ("risk", "story risk"),
                        ],
                        max_length=10,
                    ),
                ),
                ("lists", models.TextField(blank=True, help_text="One a line.", verbose_name="list")),
                ("number", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "outcome",
                    models.CharField(
                        choices=[("mark", "mark for the moderators"), ("hold", "hold for a moderator")],
                        default="mark",
                        max_length=4,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "draft"), ("shadow", "in the shadow"), ("live", "live")],
                        default="draft",
                        editable=False,
                        max_length=6,
                    ),
                ),
                (
                    "version",
                    models.PositiveIntegerField(
                        default=1, editable=False, help_text="Moves when it looks for other things."
                    ),
                ),
                (
                    "at_work_version",
                    models.PositiveIntegerField(
                        editable=False,
                        help_text="Which of its versions looks at comments; that of its draft may be newer.",
                        null=True,
                    ),
                ),
                ("at_work_since", models.DateTimeField(editable=False, null=True)),
                (
                    "cites",
                    models.ForeignKey(
                        blank=True,
                        help_text="The published rule that it stands for.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="moderation.rule",
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Rehearsal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField()),
                ("days", models.PositiveSmallIntegerField()),
                ("begun_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("ended_at", models.DateTimeField(null=True)),
                ("looked_at", models.PositiveIntegerField(default=0, help_text="Comments.")),
                ("found", models.PositiveIntegerField(default=0)),
                ("removed", models.PositiveIntegerField(default=0, help_text="Of those found: removed by a person.")),
                ("kept", models.PositiveIntegerField(default=0, help_text="Of those found: kept by a person.")),
                ("readers", models.PositiveIntegerField(default=0, help_text="Who wrote those found.")),
                ("right", models.JSONField(default=list, help_text="Numbers of comments that were found and removed.")),
                ("wrong", models.JSONField(default=list, help_text="Numbers of comments that were found and kept.")),
                (
                    "open",
                    models.JSONField(
                        default=list, help_text="Numbers of comments that were found and nobody decided on."
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "rule",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rehearsals",
                        to="screening.screeningrule",
                    ),
                ),
            ],
            options={
                "ordering": ["-begun_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Change",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField()),
                ("worded", models.BooleanField(help_text="Whether it looks for other things since.")),
                ("lists", models.TextField(blank=True)),
                ("number", models.PositiveIntegerField(null=True)),
                (
                    "outcome",
                    models.CharField(
                        choices=[("mark", "mark for the moderators"), ("hold", "hold for a moderator")], max_length=4
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "draft"), ("shadow", "in the shadow"), ("live", "live")], max_length=6
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        help_text="Empty: the site itself.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "cites",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="moderation.rule"),
                ),
                (
                    "rule",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="screening.screeningrule",
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ShadowHit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text_version", models.PositiveIntegerField()),
                ("words", models.CharField(blank=True, max_length=200)),
                ("hit_at", models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                (
                    "comment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="comments.comment"
                    ),
                ),
                (
                    "rule",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="shadow_hits",
                        to="screening.screeningrule",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Fingerprint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reader", models.BigIntegerField(help_text="Whose comment it is; only counted.")),
                ("key", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "comment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="comments.comment"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["key", "at", "reader"], name="fingerprint_by_key")],
            },
        ),
        migrations.AddConstraint(
            model_name="screeningrule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("at_work_version", None), ("state", "draft")),
                    models.Q(models.Q(("state", "draft"), _negated=True), ("at_work_version__isnull", False)),
                    _connector="OR",
                ),
                name="screening_rule_at_work_has_its_version",
            ),
        ),
        migrations.AddConstraint(
            model_name="change",
            constraint=models.UniqueConstraint(
                condition=models.Q(("worded", True)), fields=("rule", "version"), name="one_wording_of_each_version"
            ),
        ),
        migrations.AddConstraint(
            model_name="shadowhit",
            constraint=models.UniqueConstraint(
                fields=("rule", "comment", "text_version"), name="one_shadow_hit_of_each_text"
            ),
        ),
    ]
