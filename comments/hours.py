"""Weekly hours as stretches of time. A row is (day of the week, opens, closes), on the paper's clock."""

from datetime import UTC, datetime, time, timedelta

from django.utils import timezone

AHEAD = 15  # days: every weekly hour comes round, even where the clocks jump over it once
MIDNIGHT = time(0)


def moment(date, clock):
    """Return when the paper's clock shows this.

    What it shows twice is meant the first time; what it jumps over, as if it had not been put forward (RFC 5545).
    """
    return datetime.combine(date, clock, tzinfo=timezone.get_default_timezone()).astimezone(UTC)


def stretches(rows, at):
    """Return (begin, end) of each stretch of open hours from the day before `at` on, in order and joined up."""
    today = timezone.localdate(at, timezone.get_default_timezone())
    found = []
    for days in range(-1, AHEAD):
        date = today + timedelta(days=days)
        for _, opens, closes in sorted(row for row in rows if row[0] == date.weekday()):
            end_of = date + timedelta(days=1) if closes == MIDNIGHT else date
            begin, end = moment(date, opens), moment(end_of, closes)
            if found and begin <= found[-1][1]:
                found[-1] = found[-1][0], max(end, found[-1][1])
            elif begin < end:  # the hour that the clocks jump over is no time at all
                found.append((begin, end))
    return found


def opens_next(rows, at):
    """Return None while it is open at `at`, else when it opens."""
    begin = next((begin for begin, end in stretches(rows, at) if end > at), at)
    return begin if begin > at else None


def changes_next(rows, at):
    """Return the next moment after `at` at which any of these rows, each by itself, opens or closes."""
    edges = {edge for row in rows for stretch in stretches([row], at) for edge in stretch}
    return min((edge for edge in edges if edge > at), default=None)
