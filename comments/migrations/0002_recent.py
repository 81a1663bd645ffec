from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0003_kind_canonical_publisher"),
        ("comments", "0001_thread"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("status", "visible")), fields=["posted_at", "article"], name="comment_recent"
            ),
        ),
    ]
