from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sanctions", "0001_people")]
    operations = [
        migrations.AddField(
            model_name="sanction",
            name="statement",
            field=models.CharField(
                blank=True,
                default="",
                editable=False,
                help_text="Path of the page with its reasons, where one appeals.",
                max_length=100,
            ),
            preserve_default=False,
        ),
    ]
