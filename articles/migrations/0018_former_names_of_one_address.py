from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0017_an_address_for_each_tag")]

    operations = [
        migrations.AlterField(
            model_name="formertag",
            name="slug",
            field=models.SlugField(allow_unicode=True, max_length=100),
        ),
    ]
