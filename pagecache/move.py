"""Move the versions of what has changed. Called inside the deed's own transaction, so that what was rendered before
a commit can never pass for what stands after it."""

from django.db.models import F

from .models import PageVersion


def move(*names):
    """Move each named version by one, e.g. `move("story:12", "latest")`."""
    # In one order for everybody, so that two deeds never wait for each other's rows.
    for name in sorted(set(names)):
        if not PageVersion.objects.filter(name=name).update(number=F("number") + 1):
            PageVersion.objects.bulk_create([PageVersion(name=name)], ignore_conflicts=True)
            PageVersion.objects.filter(name=name).update(number=F("number") + 1)
