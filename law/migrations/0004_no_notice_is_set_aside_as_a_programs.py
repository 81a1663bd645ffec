from django.db import migrations, models


def open_them(apps, schema_editor):
    """What filled in the field that nobody sees waits for its sender, or for moderators, as any other; doctor --fix
    makes their cards."""
    apps.get_model("law", "Notice").objects.filter(aside="trap").update(aside="")


class Migration(migrations.Migration):
    dependencies = [("law", "0003_appeal_outlives_its_report")]

    operations = [
        migrations.RunPython(open_them, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            model_name="notice",
            name="aside",
            field=models.CharField(
                blank=True, choices=[("suspended", "its sender is suspended for misuse")], max_length=10
            ),
        ),
    ]
