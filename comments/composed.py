"""Queries that stay composed: what every post and every page asks. To compose them takes longer than to ask them."""

from datetime import UTC, datetime

from django.db import connection
from django.utils import timezone


def ask(composed, words, *options):
    """Ask a query with its blanks filled in, and return its rows.

    `composed(vendor, *options)` returns its SQL and parameters, and remembers them (lru_cache); `words` says for each
    blank, a value that stands for nothing else, what goes there.
    """
    query, blanks = composed(connection.vendor, *options)
    words = {as_asked(blank): as_asked(word) for blank, word in words.items()}
    with connection.cursor() as cursor:
        cursor.execute(query, [words.get(blank, blank) for blank in blanks])
        return cursor.fetchall()


def as_asked(value):
    """Return a time as the database's parameters have it; SQLite's are texts."""
    return connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value


def as_time(value):
    """Return a time that a composed query told; SQLite's is a text, or has no zone."""
    time = datetime.fromisoformat(value) if isinstance(value, str) else value
    return time.replace(tzinfo=UTC) if timezone.is_naive(time) else time
