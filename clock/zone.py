"""The paper's clock (settings.TIME_ZONE), which in most countries shows one hour twice in autumn, and one never in
spring."""

from datetime import UTC, timedelta
from itertools import pairwise

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format

DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


def zone():
    return timezone.get_default_timezone()


def zone_name():
    return settings.TIME_ZONE


def readings(written):
    """Return the moments at which the paper's clock shows what is written (a datetime without a zone): mostly one; two
    in the hour that comes twice; none in the hour that is left out."""
    return [moment for moment in folds(written) if moment.astimezone(zone()).replace(tzinfo=None, fold=0) == written]


def candidates(written):
    """Return the moments that may be meant by what is written: its readings; where it has none, those around it."""
    return readings(written) or folds(written)


def folds(written):
    """Return the moments if the clock ran on as before a change of it, and as after; one, where it does not change."""
    moments = {written.replace(tzinfo=zone(), fold=fold).astimezone(UTC) for fold in (0, 1)}
    return sorted(moments)


def change_near(written):
    """Return what the paper's clock shows as it is put on or back, before and after: (01:00, 02:00) in spring."""
    first, last = (written.replace(tzinfo=UTC) + side for side in (-DAY, DAY))
    offset = first.astimezone(zone()).utcoffset()
    while last - first > SECOND:
        middle = (first + (last - first) / 2).replace(microsecond=0)
        first, last = (middle, last) if middle.astimezone(zone()).utcoffset() == offset else (first, middle)
    after = last.astimezone(zone())
    return (last + offset).replace(tzinfo=None), after.replace(tzinfo=None, fold=0)


def at_paper(moment):
    """Return the moment as the paper's clock shows it."""
    return moment.astimezone(zone())


def in_zone(moment):
    """Say a moment by the paper's clock and by UTC: “06:00 IST (05:00 UTC)”."""
    local = at_paper(moment)
    return f"{local:%H:%M} {local:%Z} ({in_utc(moment)})"


def in_utc(moment):
    """Say a moment by UTC, with its day where that is another than at the paper."""
    utc = moment.astimezone(UTC)
    day = "" if utc.date() == at_paper(moment).date() else f"{date_format(utc, 'j F')}, "
    return f"{day}{utc:%H:%M} UTC"


def day_and_time(moment):
    """Say a moment in full: “Sunday 25 October 2026, 06:00 GMT (06:00 UTC)”."""
    return f"{local_day(moment)}, {in_zone(moment)}"


def local_day(moment):
    """Say the day of a moment at the paper: “Sunday 25 October 2026”."""
    return date_format(at_paper(moment), "l j F Y")


def countdown(moment, at):
    """Say how long it is until a moment, or since: “in 3 h 10 min”, “2 days ago”."""
    minutes = int(abs((moment - at).total_seconds()) // 60)
    sizes = [(minutes // 1440, "day"), (minutes // 60 % 24, "h"), (minutes % 60, "min")]
    words = "less than a minute"
    for (big, unit), (small, below) in pairwise(sizes):
        if big:
            words = f"{big} {unit}{'s' * (unit == 'day' and big > 1)}" + (f" {small} {below}" if small else "")
            break
    else:
        if minutes:
            words = f"{minutes} min"
    return f"in {words}" if moment > at else f"{words} ago"


def written_in(moment):
    """Return a moment as a browser's field for a time has it; with seconds only where some are."""
    local = at_paper(moment)
    return f"{local:%Y-%m-%dT%H:%M:%S}" if local.second else f"{local:%Y-%m-%dT%H:%M}"


def key_of(moment):
    """Return a moment as programs read it, and as a form sends which of two is meant."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
