"""Arrange a front: what is arranged stands in its draft, and readers see nothing of it before it is launched."""

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from images.delete import InBin, refuse_bin

from .models import Edition, Front, Slot

MOST = 30  # slots on one front


class NotAllowed(Exception):
    """The person may not do this."""


class Refused(Exception):
    """The slots cannot stand so: a story is among them twice, or there are too many, or a photo is in the bin."""


class Conflict(Exception):
    """Somebody else did something with this front since it was fetched."""

    def __init__(self, front):
        self.front = front
        when = date_format(timezone.localtime(front.changed_at), "H:i, j F")
        super().__init__(f"{front.changed_by or 'Somebody'} {front.last_deed or 'changed this front'} ({when}).")


def refuse_strangers(by):
    if not by.has_perm("fronts.arrange_front"):
        raise NotAllowed("Arranging the fronts is an editor's deed.")


def claim(*, front, by, version_seen, deed, at):
    """Move the front's version from the one that was seen, or refuse with Conflict. Of two people, one does it."""
    refuse_strangers(by)
    taken = Front.objects.filter(pk=front.pk, version=version_seen).update(
        version=version_seen + 1, changed_by=by, changed_at=at, last_deed=deed[:250]
    )
    if not taken:
        raise Conflict(Front.objects.select_related("section", "changed_by").get(pk=front.pk))
    front.refresh_from_db()


def fill(edition, slots):
    """Give an edition copies of `slots`, in their order."""
    edition.slots.all().delete()
    Slot.objects.bulk_create(
        Slot(edition=edition, position=position, **slot.facts) for position, slot in enumerate(slots, start=1)
    )


@transaction.atomic
def arrange(*, front, by, slots, version_seen, at=None):
    """Let the draft hold `slots`, in their order; return it, or None when there is nothing to change.

    Raises NotAllowed, Refused, or Conflict when somebody else arranged or launched since `version_seen`.
    """
    at = at or timezone.now()
    if len(slots) > MOST:
        raise Refused(f"A front has room for {MOST} stories. Remove one first; what is not arranged fills itself.")
    if len({slot.article_id for slot in slots}) < len(slots):
        raise Refused("This story is on the front already: move it instead.")
    draft = front.edition(Edition.State.DRAFT)
    now = draft or front.edition(Edition.State.LIVE)
    same = [slot.facts for slot in slots] == [slot.facts for slot in (now.slots.all() if now else [])]
    if same and front.version == version_seen:
        return draft
    claim(front=front, by=by, version_seen=version_seen, deed="saved a draft of this front", at=at)
    draft = draft or Edition.objects.create(front=front)
    fill(draft, slots)
    try:
        refuse_bin(slot.own_photo_id for slot in slots if slot.own_photo_id)
    except InBin as gone:
        raise Refused(str(gone)) from None
    return draft


@transaction.atomic
def discard(*, front, by, version_seen, at=None):
    """Throw the draft away; what is live stays as it is."""
    claim(
        front=front, by=by, version_seen=version_seen, deed="discarded the draft of this front", at=at or timezone.now()
    )
    front.editions.filter(state=Edition.State.DRAFT).delete()
