import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0004_comments_order_and_court_case"),
        ("comments", "0004_community"),
        ("readers", "0001_mute_and_follow"),
    ]

    operations = [
        migrations.CreateModel(
            name="Told",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="told", to="articles.article"
                    ),
                ),
                (
                    "comment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="told", to="comments.comment"
                    ),
                ),
            ],
        ),
        migrations.AlterField(
            model_name="follow",
            name="told_up_to",
            field=models.BigIntegerField(default=0, help_text="The last Told before the notice that stands."),
        ),
    ]
