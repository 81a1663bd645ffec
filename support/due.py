"""When an appeal begins or ends."""

from .models import Campaign


def next_due(at):
    """Return the next time after `at` at which a campaign begins or ends, or None."""
    begins = Campaign.objects.filter(from_time__gt=at).order_by("from_time").values_list("from_time", flat=True)
    ends = Campaign.objects.filter(until__gt=at).order_by("until").values_list("until", flat=True)
    return min((time for time in (begins.first(), ends.first()) if time), default=None)
