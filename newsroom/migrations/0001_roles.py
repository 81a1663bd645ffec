from django.apps import apps as all_apps
from django.contrib.auth.management import create_permissions
from django.db import migrations

from newsroom.roles import ROLES

ROOMS = ["accounts", "images", "articles", "comments", "moderation", "support"]


def make_groups(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    # Django makes permissions after all migrations have run; the groups need them now.
    for room in ROOMS:
        create_permissions(all_apps.get_app_config(room), verbosity=0, apps=apps, using=schema_editor.connection.alias)
    for name, codes in ROLES.items():
        group, _ = Group.objects.get_or_create(name=name)
        rooms, codenames = zip(*(code.split(".") for code in codes), strict=True)
        permissions = Permission.objects.filter(content_type__app_label__in=rooms, codename__in=codenames)
        group.permissions.add(*permissions)


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        *((room, "__first__") for room in ROOMS),
    ]
    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
