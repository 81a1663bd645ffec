"""Write into each comment the number of the one that began its branch: its own, or that of the first in its path."""

from django.db import migrations
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Substr

STEP = 7  # of the paths as they were written


def tell_branches(apps, schema_editor):
    Comment = apps.get_model("comments", "Comment")
    Comment.objects.filter(parent=None).update(top=F("pk"))
    first = Comment.objects.filter(article=OuterRef("article"), path=Substr(OuterRef("path"), 1, STEP))
    Comment.objects.exclude(parent=None).update(top=Subquery(first.values("pk")[:1]))


class Migration(migrations.Migration):
    dependencies = [("comments", "0004_community")]
    operations = [migrations.RunPython(tell_branches, migrations.RunPython.noop)]
