"""Read the versions of what pages are made from (move.py moves them)."""

from django.db import DatabaseError, connections

MARK = {"sqlite": "?"}


class Away(Exception):
    """The database cannot be reached."""


def read(names):
    """Return {name: number} for the names that have moved at least once; the others stand at 0.

    Asked of the driver itself: this one query stands before every kept page, and Django's cursor would cost more than
    the query does.
    """
    database = connections["default"]
    marks = ",".join([MARK.get(database.vendor, "%s")] * len(names))
    query = f"SELECT name, number FROM pagecache_pageversion WHERE name IN ({marks})"  # noqa: S608
    try:
        if database.connection is None:
            database.ensure_connection()
        return dict(database.connection.execute(query, names).fetchall())
    except (database.Database.Error, DatabaseError) as error:
        if database.in_atomic_block:
            raise
        database.close()  # kept from before, and the database may have started anew since
        raise Away from error
