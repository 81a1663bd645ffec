"""Make a story the top of a front at once: one click from the story's page."""

from django.db import transaction
from django.utils import timezone

from articles.models import Article

from .arrange import MOST, claim, fill, refuse_strangers
from .launch import put_live
from .models import Edition, Front, Slot
from .page import slots_of

State = Edition.State


class NotPublic(Exception):
    """Readers cannot see the story, so it cannot be their top story."""


@transaction.atomic
def make_top(*, article, by, section=None, at=None):
    """Launch the front of the paper (or of `section`) with this story as its lead; the others move down by one.

    Returns the live edition. A draft that somebody has begun gets the story at its top too: its launch would take the
    story down again otherwise. Raises NotAllowed, or NotPublic.
    """
    at = at or timezone.now()
    refuse_strangers(by)
    if not Article.objects.live(at).filter(pk=article.pk).exists():
        raise NotPublic("Readers cannot see this story yet, so it cannot be their top story. Publish it first.")
    Front.objects.everywhere()
    front = Front.objects.select_for_update().get(section=section)
    live, draft = front.edition(State.LIVE), front.edition(State.DRAFT)
    if is_top(article, section, at):
        return live
    deed = f"made “{article.headline}” the top story"
    claim(front=front, by=by, version_seen=front.version, deed=deed, at=at)
    if draft:
        fill(draft, with_top(draft.slots.all(), article, at))
    top = put_live(Edition(front=front), by=by, at=at, note=f"Top story: {article.headline}")
    fill(top, with_top(live.slots.all() if live else [], article, at))
    return top


def is_top(article, section, at):
    """Tell whether an editor made this story the first of the paper's front, or of the section's."""
    first = slots_of(section).first()
    return bool(first and first.article_id == article.pk and not (first.until and first.until <= at))


def with_top(slots, article, at):
    """Return the slots with the story's own first: with its words there, if it had a place already."""
    top = next((slot for slot in slots if slot.article_id == article.pk), None) or Slot(article=article)
    if top.until and top.until <= at:
        top.until = None
    return [top, *(slot for slot in slots if slot.article_id != article.pk)][:MOST]
