"""Move the versions of what has changed. Called inside the deed's own transaction, so that what was rendered before
a commit can never pass for what stands after it."""

import time

from django.db.models import F, Value
from django.db.models.functions import Greatest

from .models import PageVersion
from .purge import purge_soon


def move(*names, purge=True):
    """Move each named version on, e.g. `move("story:12", "latest")`.

    A cache in front of the site is told, unless `purge` is false: what is only added may take its two seconds.
    """
    # The time keeps a number from ever standing twice, also when a backup has been brought back.
    further = Greatest(F("number") + 1, Value(time.time_ns() // 1000))
    # In one order for everybody, so that two deeds never wait for each other's rows.
    for name in sorted(set(names)):
        if not PageVersion.objects.filter(name=name).update(number=further):
            PageVersion.objects.bulk_create([PageVersion(name=name)], ignore_conflicts=True)
            PageVersion.objects.filter(name=name).update(number=further)
    if purge:
        purge_soon(*names)
