"""A story's place: one number that holds the second from which readers can see it, and the story's own number.

The order of places is the order of the paper's lists, so the newest matches are the greatest places.
"""

from datetime import UTC, datetime

BITS = 30  # that hold the story's number
EARLIEST, LATEST = -(2**33), 2**33 - 1  # seconds that fit into the rest: the years 1697 to 2242


def place_of(time, number):
    return first_at(time) | number % (1 << BITS)


def first_at(time):
    """Return the first place of this second."""
    return min(max(int(time.timestamp() // 1), EARLIEST), LATEST) << BITS


def last_at(time):
    """Return the last place of this second."""
    return first_at(time) + (1 << BITS) - 1


def number_in(place):
    return place % (1 << BITS)


def time_of(place):
    return datetime.fromtimestamp(place >> BITS, UTC)


def month_of(place):
    """Return the month in which the place lies, as the index knows it."""
    return f"{time_of(place):month%Y%m}"


def months_back(place):
    """Yield the months from that of `place` back, each with its first place."""
    time = time_of(place)
    year, month = time.year, time.month
    while year:
        yield f"month{year}{month:02}", first_at(datetime(year, month, 1, tzinfo=UTC))
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)


def is_place(number):
    return EARLIEST << BITS <= number < (LATEST + 1) << BITS
