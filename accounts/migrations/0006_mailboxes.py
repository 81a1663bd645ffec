from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_find_superusers")]
    operations = [
        migrations.AddField(
            model_name="user",
            name="mailbox",
            field=models.CharField(
                blank=True,
                default="",
                editable=False,
                help_text="Made from the e-mail; the same for all its spellings.",
                max_length=254,
            ),
            preserve_default=False,
        ),
        migrations.AddIndex(model_name="user", index=models.Index(fields=["mailbox"], name="user_by_mailbox")),
    ]
