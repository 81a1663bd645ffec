"""Say of every story which version is its newest and which its readers see. Until now each save of a public story was
public at once, so all versions of such stories are marked as what readers may have seen."""

from django.db import migrations
from django.db.models import F, Max, OuterRef, Subquery
from django.db.models.functions import Coalesce


def number(apps, schema_editor):
    Article, Revision = apps.get_model("articles", "Article"), apps.get_model("articles", "Revision")
    versions = Revision.objects.filter(article=OuterRef("pk")).order_by().values("article")
    newest = versions.annotate(newest=Max("number")).values("newest")
    Article.objects.update(latest=Coalesce(Subquery(newest), 0))
    public = Article.objects.filter(status__in=["scheduled", "published", "withdrawn"])
    public.update(released=F("latest"))
    Revision.objects.filter(article__first_published_at__isnull=False).update(released_at=F("saved_at"))


class Migration(migrations.Migration):
    dependencies = [("articles", "0009_versions_and_states")]
    operations = [migrations.RunPython(number, migrations.RunPython.noop)]
