"""SQLite: an FTS5 index that reads its texts from a table and is kept in step by triggers there.

Its rows are numbered by place, so the newest are the last: it is read from that end and only as far as needed.
"""

from django.db import connection

from .tables import COLUMNS, PUBLIC, put, values


def make(tables):
    """Return the statements that make an index over the texts."""
    words, names = tables.words, ", ".join(COLUMNS)
    old, new = (", ".join(f"{which}.{name}" for name in COLUMNS) for which in ("old", "new"))
    out = f"INSERT INTO {words}({words}, rowid, {names}) VALUES ('delete', old.place, {old});"  # noqa: S608
    into = f"INSERT INTO {words}(rowid, {names}) VALUES (new.place, {new});"  # noqa: S608
    return [
        f"CREATE VIRTUAL TABLE {words} USING fts5({names}, content='{tables.texts}', content_rowid='place', "
        "tokenize='unicode61 remove_diacritics 2')",
        f"CREATE TRIGGER {words}_in AFTER INSERT ON {tables.texts} BEGIN {into} END",
        f"CREATE TRIGGER {words}_out AFTER DELETE ON {tables.texts} BEGIN {out} END",
        f"CREATE TRIGGER {words}_anew AFTER UPDATE ON {tables.texts} BEGIN {out} {into} END",
    ]


def unmake(tables):
    return [
        *(f"DROP TRIGGER {tables.words}_{name}" for name in ("anew", "out", "in")),
        f"DROP TABLE {tables.words}",
    ]


def write(rows, tables=PUBLIC):
    """Write the rows (index.Row), each in the place of the one that its story had."""
    with connection.cursor() as cursor:
        cursor.executemany(put(tables, {}), [values(row, tables) for row in rows])


def newest(query, facts, most, above, upto, tables=PUBLIC):
    """Return the places of the newest `most` stories that have it all, newest first: above `above`, up to `upto`."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT rowid FROM {tables.words} WHERE {tables.words} MATCH %s AND rowid > %s AND rowid <= %s "  # noqa: S608
            "ORDER BY rowid DESC LIMIT %s",
            [match(query, facts), above, upto, most],
        )
        return [place for (place,) in cursor.fetchall()]


def match(query, facts):
    """Return the query in FTS5's language. Every word stands in quotes, so that it is a word and nothing else."""
    words = " AND ".join(map(one_of, query.wanted)) + "".join(f" NOT {one_of(term)}" for term in query.unwanted)
    told = "".join(f" AND facts : {one_of((each,) for each in some)}" for some in facts)
    return f"{{headline standfirst body}} : ({words}){told}"


def one_of(term):
    return "(" + " OR ".join(f'"{" ".join(each)}"' for each in term) + ")"
