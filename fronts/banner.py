"""Put up the breaking banner, and take it down. It stands on every page, so each deed moves them all."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from pagecache.move import move

from .arrange import refuse_strangers
from .models import Banner


class BannerConflict(Exception):
    """Somebody else put up or took down the banner since it was seen."""

    def __init__(self):
        banner = Banner.objects.select_related("put_up_by", "taken_down_by").first()
        who, deed, when = "Somebody", "took the banner down", None
        if banner and banner.taken_down:
            who, when = banner.taken_down_by or who, banner.taken_down_at
        elif banner:
            who, deed, when = banner.put_up_by or who, f"put up “{banner.text}”", banner.put_up_at
        at = f" at {timezone.localtime(when):%H:%M}" if when else ""
        super().__init__(f"{who} {deed}{at}, after you opened this page.")


class OverBeforeItBegins(Exception):
    """The banner would end before it began, or has ended already."""


def end(seen, *, by, at):
    """Take down the banner whose number was seen, if it still stands."""
    taken = Banner.objects.filter(pk=seen, taken_down=False).update(taken_down=True, taken_down_by=by, taken_down_at=at)
    if not taken:
        raise BannerConflict


@transaction.atomic
def put_up(*, text, until, by, article=None, from_time=None, seen=None, at=None):
    """Put up a banner, in the place of the one that was `seen` (its number), if any; return it.

    Raises NotAllowed, OverBeforeItBegins, or BannerConflict when another stands than the one seen.
    """
    at = at or timezone.now()
    refuse_strangers(by)
    from_time = from_time or at
    if until <= max(from_time, at):
        raise OverBeforeItBegins("The banner must end after it begins, and in time to come.")
    if seen:
        end(seen, by=by, at=at)
    try:
        with transaction.atomic():
            banner = Banner.objects.create(
                text=text, article=article, from_time=from_time, until=until, put_up_by=by, put_up_at=at
            )
    except IntegrityError as error:  # the database allows one
        raise BannerConflict from error
    move("paper")
    return banner


@transaction.atomic
def take_down(*, seen, by, at=None):
    """Take down the banner that was `seen`. Raises NotAllowed, or BannerConflict when it is down already."""
    refuse_strangers(by)
    end(seen, by=by, at=at or timezone.now())
    move("paper")
