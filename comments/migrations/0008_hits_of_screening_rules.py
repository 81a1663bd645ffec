from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0007_told_when_read"),
    ]

    operations = [
        migrations.AddField(
            model_name="hit",
            name="screening",
            field=models.BigIntegerField(
                editable=False,
                help_text="The number of the screening rule that found it, which stands a room above.",
                null=True,
            ),
        ),
        migrations.AddIndex(
            model_name="hit",
            index=models.Index(
                condition=models.Q(("screening__isnull", False)), fields=["screening"], name="hit_by_screening_rule"
            ),
        ),
    ]
