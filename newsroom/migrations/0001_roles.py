from django.apps import apps as all_apps
from django.contrib.auth.management import create_permissions
from django.db import migrations

from newsroom.roles import make_groups

ROOMS = ["accounts", "images", "articles", "comments", "moderation", "support"]


def make(apps, schema_editor):
    # Django makes permissions after all migrations have run; the groups need them now.
    for room in ROOMS:
        create_permissions(all_apps.get_app_config(room), verbosity=0, apps=apps, using=schema_editor.connection.alias)
    make_groups(apps.get_model("auth", "Group"), apps.get_model("auth", "Permission"))


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        *((room, "__first__") for room in ROOMS),
    ]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
