from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0004_comments_order_and_court_case"),
    ]

    operations = [
        migrations.AddField(
            model_name="article",
            name="comments_risk",
            field=models.CharField(
                blank=True,
                choices=[("watch", "watched")],
                help_text="Watched: what new commenters write here waits for a moderator, where a screening rule says so.",
                max_length=6,
                null=True,
                verbose_name="comments risk",
            ),
        ),
    ]
