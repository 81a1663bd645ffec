"""Look whether all is as it should be: each check is named in settings.DOCTOR and lives in the room that knows.

A check takes whether it shall mend what it can, and returns how much it found, how much of that it mended, and a
sentence that says what is wrong.
"""

from typing import NamedTuple

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.module_loading import import_string

from accounts.models import User
from newsroom.demo import PASSWORD, read


class Finding(NamedTuple):
    name: str
    ok: bool
    found: int
    fixed: int
    message: str


def examine(*, fix=False):
    """Yield what each check finds, in order."""
    for path in settings.DOCTOR:
        room, _, check = path.split(".")
        try:
            found, fixed, message = import_string(path)(fix)
        except DatabaseError as error:  # a table may be missing: the other checks still tell something
            found, fixed, message = 1, 0, f"This could not be looked at: {error}".strip()
        yield Finding(f"{room}.{check}", found <= fixed, found, fixed, message if found else "")


def migrations(fix):
    """Whether the database is as the code wants it."""
    executor = MigrationExecutor(connection)
    number = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    return number, 0, f"{number} migrations are not applied. Make a copy of the database, then run: manage.py migrate"


def settings_fit(fix):
    """Whether a public site has the settings of one."""
    wrong = []
    if settings.PRODUCTION:
        if settings.DEBUG:
            wrong.append("DEBUG is on.")
        if not settings.SITE_URL.startswith("https://"):
            wrong.append("SITE_URL is not the public address.")
        if settings.EMAIL_BACKEND.rpartition(".")[2] != "EmailBackend" or "smtp" not in settings.EMAIL_BACKEND:
            wrong.append("Mail does not go out: set EMAIL_HOST.")
    return len(wrong), 0, " ".join(wrong)


def known_passwords(fix):
    """Whether a public site has accounts of the demo, with the password that everybody knows."""
    if not settings.PRODUCTION:
        return 0, 0, ""
    rows = read("people.toml")
    emails = [row["email"] for row in rows["staff"] + rows["readers"]]
    people = User.objects.filter(email__in=emails, is_active=True)
    known = [person.email for person in people if person.check_password(PASSWORD)]
    return len(known), 0, f"The demo's password opens these accounts: {', '.join(known)}."
