"""Count how often a story is read, without following anyone.

Each process gathers numbers in its memory and adds them to the database's every few seconds. What keeps a repeated
reading from counting twice is a mark made of the address and a key that only this process has; key and marks are thrown
away every minute. Neither is ever written down.
"""

import secrets
import threading
import time
from collections import Counter
from contextlib import suppress
from datetime import UTC, datetime
from hashlib import blake2s
from multiprocessing.util import Finalize

from django.db import DatabaseError, InterfaceError, connection, transaction

from articles.models import Article

from .models import ReadCount

EVERY = 10  # seconds between two writings
MINUTE = 60
MOST_MARKS, MOST_NUMBERS = 100_000, 20_000  # in memory at once; what comes on top is not counted
ROWS = 200  # in one statement

ADD = """
INSERT INTO reading_readcount (article_id, hour, number) VALUES {}
ON CONFLICT (article_id, hour) DO UPDATE SET number = reading_readcount.number + excluded.number"""


class Readings:
    """What this process has counted and not yet written."""

    def __init__(self):
        self.changing = threading.Lock()
        self.numbers, self.marks = Counter(), set()
        self.key, self.minute_ends, self.due, self.tidied = b"", 0.0, 0.0, None

    def add(self, article_pk, address, at=None, now=None):
        """Count one reading, unless the same address read the same story within this minute."""
        now = time.monotonic() if now is None else now
        at = at or datetime.now(UTC)
        hour = at.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
        with self.changing:
            self.due = self.due or now + EVERY
            if now >= self.minute_ends:
                self.key, self.minute_ends = secrets.token_bytes(32), now + MINUTE
                self.marks.clear()
            mark = blake2s(f"{article_pk} {address}".encode(), key=self.key, digest_size=8).digest()
            if mark in self.marks or len(self.marks) >= MOST_MARKS:
                return
            self.marks.add(mark)
            if (article_pk, hour) in self.numbers or len(self.numbers) < MOST_NUMBERS:
                self.numbers[article_pk, hour] += 1

    def write_if_due(self, now=None):
        now = time.monotonic() if now is None else now
        if 0 < self.due <= now:
            self.write()

    def write(self):
        """Add what was counted to the database. While it is away the numbers wait here."""
        with self.changing:
            numbers, self.numbers, self.due = self.numbers, Counter(), 0.0
        if not numbers:
            return
        try:
            add(numbers)
        except (DatabaseError, InterfaceError):
            with self.changing:
                self.numbers.update(numbers)
            return
        hour = max(hour for _, hour in numbers)
        if hour != self.tidied:
            self.tidied = hour
            with suppress(DatabaseError, InterfaceError):
                ReadCount.objects.old(hour).delete()


def add(numbers):
    """Add {(story, hour): number} for the stories that the public may see, in one short statement for each 200."""
    live = set(Article.objects.live().filter(pk__in={pk for pk, _ in numbers}).values_list("pk", flat=True))
    # In one order for everybody, so that two processes never wait for each other's rows.
    rows = sorted((pk, hour, number) for (pk, hour), number in numbers.items() if pk in live)
    adapt = connection.ops.adapt_datetimefield_value
    with transaction.atomic(), connection.cursor() as cursor:
        for first in range(0, len(rows), ROWS):
            some = rows[first : first + ROWS]
            values = [value for pk, hour, number in some for value in (pk, adapt(hour), number)]
            cursor.execute(ADD.format(", ".join(["(%s, %s, %s)"] * len(some))), values)


readings = Readings()
# What is left when the server stops. Not atexit alone: a server's worker processes end without it.
Finalize(None, readings.write, exitpriority=10)
