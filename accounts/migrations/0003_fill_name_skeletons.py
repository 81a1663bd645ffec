from django.db import migrations

from accounts.skeleton import skeleton

AT_ONCE = 1000


def fill(apps, schema_editor):
    """Give each account what its name looks like, the oldest first: where two look alike the later one stays blank,
    until its name is changed."""
    User = apps.get_model("accounts", "User")
    taken = set(User.objects.exclude(name_skeleton="").values_list("name_skeleton", flat=True))
    last = 0
    while people := list(
        User.objects.filter(pk__gt=last).order_by("pk").only("display_name", "name_skeleton")[:AT_ONCE]
    ):
        last = people[-1].pk
        named = []
        for person in people:
            looks = skeleton(person.display_name)
            if not person.name_skeleton and looks not in taken:
                taken.add(looks)
                person.name_skeleton = looks
                named.append(person)
        User.objects.bulk_update(named, ["name_skeleton"], batch_size=AT_ONCE)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_names_and_choices")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
