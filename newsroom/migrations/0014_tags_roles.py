from django.apps import apps as all_apps
from django.contrib.auth.management import create_permissions
from django.db import migrations

from newsroom.roles import make_groups


def make(apps, schema_editor):
    # Django makes permissions after all migrations have run; the groups need these now.
    create_permissions(all_apps.get_app_config("taggit"), verbosity=0, apps=apps, using=schema_editor.connection.alias)
    make_groups(apps.get_model("auth", "Group"), apps.get_model("auth", "Permission"))


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0013_caution_roles"), ("articles", "0009_versions_and_states")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
