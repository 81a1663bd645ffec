from django.apps import apps as all_apps
from django.contrib.auth.management import create_permissions
from django.db import migrations

from newsroom.roles import COUNTING, make_groups


def make(apps, schema_editor):
    # Django makes permissions after all migrations have run; the groups need these now.
    create_permissions(all_apps.get_app_config("figures"), verbosity=0, apps=apps, using=schema_editor.connection.alias)
    Group, Permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    make_groups(Group, Permission)
    codes = [code.partition(".")[2] for code in COUNTING]
    for group in Group.objects.filter(name="Moderators' editor"):
        group.permissions.add(*Permission.objects.filter(content_type__app_label="figures", codename__in=codes))


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0003_picking_roles"), ("figures", "0002_note_removals")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
