"""Queries that stay composed: what every post and every page asks. To compose them takes longer than to ask them."""

from datetime import datetime

from django.db import connection


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
