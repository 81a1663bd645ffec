"""Bring back a front as it once was: as a new edition, so that this too can be undone."""

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from .arrange import claim, fill
from .launch import put_live
from .models import Edition


class IsLive(Exception):
    """The edition is the one that readers see already."""


@transaction.atomic
def bring_back(*, edition, by, version_seen, at=None):
    """Launch a copy of an earlier edition and return it. A draft that somebody has begun stays as it is.

    Raises NotAllowed, IsLive, or Conflict when something was done with the front since `version_seen`.
    """
    at = at or timezone.now()
    was = date_format(timezone.localtime(edition.launched_at), "j F, H:i")
    claim(front=edition.front, by=by, version_seen=version_seen, deed=f"brought back this front as of {was}", at=at)
    edition.refresh_from_db(fields=["state"])
    if edition.state == Edition.State.LIVE:
        raise IsLive("This is what readers see already.")
    back = put_live(Edition(front=edition.front), by=by, at=at, note=f"Brought back: as launched on {was}")
    fill(back, edition.slots.all())
    return back
