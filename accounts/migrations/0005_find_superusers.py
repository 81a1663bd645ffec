from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_one_account_for_each_look")]
    operations = [
        migrations.AddIndex(
            model_name="user",
            index=models.Index(condition=models.Q(("is_superuser", True)), fields=["is_superuser"], name="superusers"),
        ),
    ]
