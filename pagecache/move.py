"""Move the versions of what has changed. Called inside the deed's own transaction, so that what was rendered before
a commit can never pass for what stands after it."""

import time

from django.db import connection

from .models import PageVersion
from .purge import purge_soon


def move(*names, purge=True):
    """Move each named version on, e.g. `move("story:12", "latest")`.

    A cache in front of the site is told, unless `purge` is false: what is only added may take its two seconds.
    """
    # In one order for everybody, so that two deeds never wait for each other's rows.
    for name in sorted(set(names)):
        if not moved_on(name):
            PageVersion.objects.bulk_create([PageVersion(name=name)], ignore_conflicts=True)
            moved_on(name)
    if purge:
        purge_soon(*names)


def moved_on(name):
    """Move one version; tell whether it was there. In plain SQL: every comment does this, and to compose it with the
    models would take longer than to do it."""
    greatest = "MAX" if connection.vendor == "sqlite" else "GREATEST"
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE pagecache_pageversion SET number = {greatest}(number + 1, %s) WHERE name = %s",  # noqa: S608
            # The time keeps a number from ever standing twice, also when a backup has been brought back.
            [time.time_ns() // 1000, name],
        )
        return cursor.rowcount > 0
