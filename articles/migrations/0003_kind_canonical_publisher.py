import django.core.validators
from django.db import migrations, models

import articles.models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0002_authors_and_related"),
    ]

    operations = [
        migrations.AddField(
            model_name="article",
            name="canonical_url",
            field=models.URLField(
                blank=True,
                help_text="Only for a story that belongs to another site: search engines are sent there.",
                max_length=500,
                verbose_name="address of the original",
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="kind",
            field=models.CharField(
                choices=[
                    ("news", "news"),
                    ("reportage", "reportage"),
                    ("analysis", "analysis"),
                    ("opinion", "opinion"),
                    ("background", "background"),
                    ("review", "review"),
                    ("advertiser", "advertiser content"),
                ],
                default="news",
                help_text="Search engines are told. Adverts stay out of the feeds.",
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="masthead",
            name="feed_host",
            field=models.CharField(
                default=articles.models.host_of_site,
                help_text="Stands in the number by which feed readers know each story. Set it before the first reader comes, and keep it when the paper moves to another address: else every story looks new to them.",
                max_length=100,
                validators=[
                    django.core.validators.RegexValidator(
                        "^[A-Za-z0-9.-]+\\Z", "A host's name alone, as in www.paper.example."
                    )
                ],
            ),
        ),
        migrations.AddField(
            model_name="masthead",
            name="founded",
            field=models.PositiveSmallIntegerField(blank=True, help_text="The year of the first edition.", null=True),
        ),
    ]
