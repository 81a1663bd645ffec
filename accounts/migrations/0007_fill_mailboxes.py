from django.db import migrations

from accounts.mailbox import mailbox

AT_ONCE = 1000


def fill(apps, schema_editor):
    User = apps.get_model("accounts", "User")
    last = 0
    while people := list(User.objects.filter(pk__gt=last).order_by("pk").only("email")[:AT_ONCE]):
        last = people[-1].pk
        for person in people:
            person.mailbox = mailbox(person.email)
        User.objects.bulk_update(people, ["mailbox"], batch_size=AT_ONCE)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0006_mailboxes")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
