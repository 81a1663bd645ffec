"""What an editor should know about a slot: why its story does not show, or for how much longer it will."""

from datetime import timedelta

from django.utils import timezone
from django.utils.formats import date_format

from articles.models import Article

SOON = timedelta(hours=1)
Status = Article.Status


def warnings(slot, at=None):
    """Return what is to be said of a slot, one sentence each; an empty list when it shows and goes on showing."""
    at = at or timezone.now()
    return [*about_story(slot.article, at), *about_time(slot, at)]


def about_story(story, at):
    """Say why live() leaves the story out; a test holds the two together."""
    if story.status == Status.WITHDRAWN:
        yield "Withdrawn: readers do not see it. Remove it."
    elif story.status in (Status.DRAFT, Status.REVIEW):
        yield f"Not yet published ({story.get_status_display()}): it shows once it is."
    elif story.publish_at > at:
        yield f"Not yet published: it shows from {clock(story.publish_at)}."
    if story.embargo_until and story.embargo_until > at:
        yield f"Embargoed: it does not show before {clock(story.embargo_until)}."
    if story.legal_hold:
        yield "Under legal hold: readers do not see it."


def about_time(slot, at):
    if slot.until and slot.until <= at:
        yield f"Expired ({clock(slot.until)}): it shows no more. Remove it, or give it more time."
    elif slot.until and slot.until - at <= SOON:
        yield f"Expires soon ({clock(slot.until)})."


def clock(time):
    return date_format(timezone.localtime(time), "H:i, j F")
