"""What a picture editor sees of a photo's state at a glance, in words."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from django.utils.formats import date_format

from images import renditions
from images.rights import NEED_WORDS

SOON = timedelta(days=30)


@dataclass(frozen=True)
class Badge:
    words: str
    kind: str = "warn"  # bad: it may not be shown; warn: something is to be done; plain: to be known


def badges(photo, at=None, uses=None):
    """Return the Badges of a photo at `at`, the gravest first. `uses`: how often it is used, where that is known."""
    at = at or timezone.now()
    found = [*of_standing(photo), *of_time(photo, at), *of_words(photo), *of_renditions(photo)]
    if uses == 0:
        found.append(Badge("not used", "plain"))
    return sorted(found, key=lambda badge: ["bad", "warn", "plain"].index(badge.kind))


def of_standing(photo):
    """What forbids to show it is what rights.problems says in sentences; a test holds the two together."""
    if photo.deleted_at:
        yield Badge("in the bin", "bad")
    if photo.blocked_at:
        yield Badge("blocked", "bad")
    if not photo.rights:
        yield Badge("rights not set", "bad")
    elif photo.rights in NEED_WORDS and not photo.restrictions.strip():
        yield Badge("restrictions not written down", "bad")
    if photo.territory:
        yield Badge("not everywhere")


def of_time(photo, at):
    if photo.use_from and photo.use_from > at:
        yield Badge(f"not before {day(photo.use_from)}", "bad")
    if photo.use_until and photo.use_until <= at:
        yield Badge(f"time over since {day(photo.use_until)}", "bad")
    elif photo.use_until and photo.use_until <= at + SOON:
        left = (timezone.localdate(photo.use_until) - timezone.localdate(at)).days
        yield Badge("runs out today" if left == 0 else f"runs out in {left} day{'s' if left > 1 else ''}")
    if photo.single_use:
        yield Badge("single use")


def of_words(photo):
    if not photo.credit:
        yield Badge("no credit")
    if not photo.has_alt_decision:
        yield Badge("no alt text")


def of_renditions(photo):
    state = renditions.state(photo)
    if state.startswith("failed"):
        yield Badge("renditions could not be made", "bad")
    elif state != "ready":
        yield Badge("renditions being made", "plain")


def day(moment):
    return date_format(timezone.localtime(moment), "j F Y")
