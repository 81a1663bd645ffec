"""SQLite: an FTS5 index that reads its texts from search_storytext and is kept in step by triggers there.

Its rows are numbered by place, so the newest are the last: it is read from that end and only as far as needed.
"""

from django.db import connection

OUT = (
    "INSERT INTO search_words(search_words, rowid, headline, standfirst, body, facts) "
    "VALUES ('delete', old.place, old.headline, old.standfirst, old.body, old.facts);"
)
IN = (
    "INSERT INTO search_words(rowid, headline, standfirst, body, facts) "
    "VALUES (new.place, new.headline, new.standfirst, new.body, new.facts);"
)
MAKE = [
    "CREATE VIRTUAL TABLE search_words USING fts5(headline, standfirst, body, facts, "
    "content='search_storytext', content_rowid='place', tokenize='unicode61 remove_diacritics 2')",
    f"CREATE TRIGGER search_words_in AFTER INSERT ON search_storytext BEGIN {IN} END",
    f"CREATE TRIGGER search_words_out AFTER DELETE ON search_storytext BEGIN {OUT} END",
    f"CREATE TRIGGER search_words_anew AFTER UPDATE ON search_storytext BEGIN {OUT} {IN} END",
]
UNMAKE = [
    "DROP TRIGGER search_words_anew",
    "DROP TRIGGER search_words_out",
    "DROP TRIGGER search_words_in",
    "DROP TABLE search_words",
]


def write(rows):
    """Write the rows (index.Row), each in the place of the one that its story had."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO search_storytext (place, article_id, headline, standfirst, body, facts) "
            "VALUES (%s, %s, %s, %s, %s, %s) "
            "ON CONFLICT (article_id) DO UPDATE SET place = excluded.place, headline = excluded.headline, "
            "standfirst = excluded.standfirst, body = excluded.body, facts = excluded.facts",
            [(row.place, row.article, row.headline, row.standfirst, row.body, " ".join(row.facts)) for row in rows],
        )


def newest(query, facts, most, above, upto):
    """Return the places of the newest `most` stories that have it all, newest first: above `above`, up to `upto`."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rowid FROM search_words WHERE search_words MATCH %s AND rowid > %s AND rowid <= %s "
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
