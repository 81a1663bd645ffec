from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("pagecache", "0001_versions"),
    ]

    operations = [
        migrations.AlterField(
            model_name="pageversion",
            name="name",
            field=models.CharField(
                help_text="As in story:12, latest or paper.", max_length=80, primary_key=True, serialize=False
            ),
        ),
    ]
