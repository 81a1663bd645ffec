"""When time alone changes a front or the banner."""

from django.db.models import Min, Q
from django.utils import timezone

from .models import Banner, Slot


def next_due(at=None):
    """Return the next time after `at` at which a slot expires, or the banner appears or goes; None if none is known."""
    at = at or timezone.now()
    slot = Slot.objects.live().filter(until__gt=at).aggregate(until=Min("until"))
    banner = Banner.objects.filter(taken_down=False).aggregate(
        begins=Min("from_time", filter=Q(from_time__gt=at)), ends=Min("until", filter=Q(until__gt=at))
    )
    return min(filter(None, [slot["until"], banner["begins"], banner["ends"]]), default=None)
