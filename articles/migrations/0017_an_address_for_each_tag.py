from itertools import chain

from django.db import migrations, models
from django.db.models import Q
from django.utils.text import slugify


def give_addresses(apps, schema_editor):
    """Give the tag that has none an address: at most one, since they are unique."""
    Tag, FormerTag = apps.get_model("taggit", "Tag"), apps.get_model("articles", "FormerTag")
    for tag in Tag.objects.filter(slug=""):
        words = slugify(tag.name, allow_unicode=True)[:90].strip("-_") or "topic"
        like_it = Q(slug=words) | Q(slug__startswith=f"{words}-")
        slugs = (model.objects.filter(like_it).values_list("slug", flat=True) for model in (Tag, FormerTag))
        taken = set(chain(*slugs))
        free = (f"{words}-{number}" for number in range(2, len(taken) + 3))
        tag.slug = words if words not in taken else next(slug for slug in free if slug not in taken)
        tag.save(update_fields=["slug"])


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0016_former_addresses"),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
    ]

    operations = [
        migrations.AlterField(
            model_name="formertag",
            name="slug",
            field=models.SlugField(allow_unicode=True, max_length=100, unique=True),
        ),
        migrations.RunPython(give_addresses, migrations.RunPython.noop, elidable=True),
    ]
