"""Launch a front: what was its draft is what readers see."""

from django.db import transaction
from django.utils import timezone

from pagecache.move import move

from .arrange import claim
from .models import Edition
from .photos import purge_photos

State = Edition.State


class NothingToLaunch(Exception):
    """There is no draft."""


def put_live(edition, *, by, at, note=""):
    """Let an edition be the one that readers see, and what they saw so far a part of history."""
    purge_photos(edition__front=edition.front)
    edition.front.editions.filter(state=State.LIVE).update(state=State.PAST)
    edition.state, edition.launched_by, edition.launched_at, edition.note = State.LIVE, by, at, note[:250]
    edition.save()
    move("fronts")
    return edition


@transaction.atomic
def launch(*, front, by, version_seen, at=None):
    """Put the draft live and return it. Raises NotAllowed, NothingToLaunch, or Conflict when the draft on the
    editor's screen is no longer what it was."""
    at = at or timezone.now()
    claim(front=front, by=by, version_seen=version_seen, deed="launched this front", at=at)
    draft = front.edition(State.DRAFT)
    if draft is None:
        raise NothingToLaunch("Nothing was changed since the last launch.")
    return put_live(draft, by=by, at=at)
