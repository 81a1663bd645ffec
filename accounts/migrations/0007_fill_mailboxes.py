from django.db import migrations

from accounts.mailbox import mailbox

AT_ONCE = 5000


def fill(apps, schema_editor):
    """Give each account its mailbox. Row by row in one statement's many runs: an update() of thousands takes longer."""
    User, connection = apps.get_model("accounts", "User"), schema_editor.connection
    last = 0
    while people := User.objects.filter(pk__gt=last).order_by("pk").values_list("pk", "email")[:AT_ONCE]:
        rows = [(mailbox(email), pk) for pk, email in people]
        last = rows[-1][1]
        with connection.cursor() as cursor:
            cursor.executemany("UPDATE accounts_user SET mailbox = %s WHERE id = %s", rows)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0006_mailboxes")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
