import time

from django.db import migrations
from django.utils import timezone

from screening.defaults import make_rules


def make(apps, schema_editor):
    is_new = not apps.get_model("comments", "Comment").objects.exists()
    make_rules(
        apps.get_model("screening", "ScreeningRule"),
        apps.get_model("screening", "Change"),
        is_new=is_new,
        at=timezone.now(),
    )
    apps.get_model("pagecache", "PageVersion").objects.update_or_create(
        name="screening", defaults={"number": time.time_ns() // 1000}
    )


class Migration(migrations.Migration):
    dependencies = [("screening", "0001_rules"), ("pagecache", "0001_versions")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
