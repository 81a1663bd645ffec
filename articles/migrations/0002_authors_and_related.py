import django.db.models.deletion
import taggit.managers
from django.conf import settings
from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def settle(apps, schema_editor):
    """Bring the topics over, and set each story's time beside its bylines and topics."""
    Article, Byline, Tagged = (apps.get_model("articles", name) for name in ("Article", "Byline", "Tagged"))
    TaggedItem = apps.get_model("taggit", "TaggedItem")
    ContentType = apps.get_model("contenttypes", "ContentType")
    old = TaggedItem.objects.filter(
        content_type__in=ContentType.objects.filter(app_label="articles", model="article"),
        object_id__in=Article.objects.values("pk"),
    )
    rows = old.order_by("pk").values_list("object_id", "tag_id").iterator(chunk_size=2000)
    Tagged.objects.bulk_create(
        (Tagged(content_object_id=article, tag_id=tag) for article, tag in rows), batch_size=2000
    )
    old.delete()
    for model, name in ((Byline, "article"), (Tagged, "content_object")):
        time = Article.objects.filter(pk=OuterRef(name)).values("publish_at")
        model.objects.update(publish_at=Subquery(time))


def back(apps, schema_editor):
    """Give the topics back to taggit's own table."""
    Tagged, TaggedItem = apps.get_model("articles", "Tagged"), apps.get_model("taggit", "TaggedItem")
    rows = list(Tagged.objects.order_by("pk").values_list("content_object", "tag"))
    if rows:
        kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
            app_label="articles", model="article"
        )
        TaggedItem.objects.bulk_create(
            [TaggedItem(content_type=kind, object_id=article, tag_id=tag) for article, tag in rows], batch_size=2000
        )


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0001_stories"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("images", "0001_photos"),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="author",
            name="contact_email",
            field=models.EmailField(
                blank=True, help_text="Readers see it.", max_length=254, verbose_name="public e-mail"
            ),
        ),
        migrations.AddField(
            model_name="author",
            name="contact_link",
            field=models.URLField(
                blank=True, help_text="A page where readers can reach them.", verbose_name="public link"
            ),
        ),
        migrations.AddField(
            model_name="author",
            name="expertise",
            field=models.CharField(
                blank=True,
                help_text="With commas, as in “harbours, fisheries, ferries”.",
                max_length=200,
                verbose_name="areas of expertise",
            ),
        ),
        migrations.AddField(
            model_name="author",
            name="languages",
            field=models.CharField(blank=True, help_text="As in “English, Irish and some Breton”.", max_length=120),
        ),
        migrations.AddField(
            model_name="author",
            name="photo",
            field=models.ForeignKey(
                blank=True,
                help_text="Readers see it.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="portraits",
                to="images.photo",
            ),
        ),
        migrations.CreateModel(
            name="Related",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="related", to="articles.article"
                    ),
                ),
                (
                    "to",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="related_from",
                        to="articles.article",
                        verbose_name="related story",
                    ),
                ),
            ],
            options={
                "verbose_name": "related story",
                "verbose_name_plural": "related stories",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("article", "to"),
                        name="related_once",
                        violation_error_message="This story stands twice among the related ones.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("article", models.F("to")), _negated=True),
                        name="related_to_another",
                        violation_error_message="A story is not related to itself: choose another.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Tagged",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("publish_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "content_object",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="tagged", to="articles.article"
                    ),
                ),
                (
                    "tag",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(app_label)s_%(class)s_items",
                        to="taggit.tag",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="byline",
            name="publish_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AlterField(
            model_name="article",
            name="tags",
            field=taggit.managers.TaggableManager(
                blank=True,
                help_text="A comma-separated list of tags.",
                through="articles.Tagged",
                to="taggit.Tag",
                verbose_name="Tags",
            ),
        ),
        migrations.RemoveIndex(model_name="article", name="article_latest"),
        migrations.RemoveIndex(model_name="article", name="article_latest_in_section"),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                fields=["-publish_at", "-id", "status", "legal_hold", "embargo_until"], name="article_newest"
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["section", "-publish_at", "-id"], name="article_newest_in_section"),
        ),
        migrations.AddIndex(
            model_name="byline",
            index=models.Index(fields=["author", "-publish_at", "-article"], name="byline_newest"),
        ),
        migrations.AddIndex(
            model_name="tagged",
            index=models.Index(fields=["tag", "-publish_at", "-content_object"], name="tagged_newest"),
        ),
        migrations.AddConstraint(
            model_name="tagged",
            constraint=models.UniqueConstraint(fields=("content_object", "tag"), name="tag_once_on_article"),
        ),
        migrations.AddIndex(
            model_name="correction",
            index=models.Index(fields=["-issued_at", "-id"], name="correction_newest"),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(condition=models.Q(("status", "draft")), fields=["-saved_at"], name="article_draft"),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(condition=models.Q(("status", "review")), fields=["-saved_at"], name="article_review"),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("status", "scheduled")), fields=["-saved_at"], name="article_scheduled"
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("status", "withdrawn")), fields=["-saved_at"], name="article_withdrawn"
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("embargo_until__isnull", False)), fields=["embargo_until"], name="article_embargo"
            ),
        ),
        # Last: PostgreSQL changes no table that has rows waiting for their foreign keys to be checked.
        migrations.RunPython(settle, back),
    ]
