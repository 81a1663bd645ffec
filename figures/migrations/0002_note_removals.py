"""Give each story on which something was removed the version by which its pages know of it (figures/removed.py)."""

import time

from django.db import migrations


def note(apps, schema_editor):
    Comment, PageVersion = apps.get_model("comments", "Comment"), apps.get_model("pagecache", "PageVersion")
    stories = Comment.objects.filter(status="removed").order_by("article").values_list("article", flat=True).distinct()
    now = time.time_ns() // 1000
    rows = (PageVersion(name=f"removals:{pk}", number=now) for pk in stories.iterator())
    PageVersion.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [("figures", "0001_figures"), ("comments", "0009_numbers"), ("pagecache", "0001_versions")]
    operations = [migrations.RunPython(note, migrations.RunPython.noop)]
