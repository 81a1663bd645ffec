"""PostgreSQL: a column of positions (tsvector), made here word by word, with a GIN index over it.

GIN finds all that match and knows no order. So the newest months are asked first: each story carries its month as a
word of the index, and two lists of which one is short are quickly compared. What readers type never meets the parser
of queries: words are letters and digits and stand in quotes.
"""

from itertools import islice

from django.db import connection

from .place import months_back
from .plain import fold, words
from .tables import PUBLIC, put, values

MONTHS_FIRST = (3, 12)  # asked one after the other, until enough is found; then all that is older
CHECKED = 2_000  # stories with the words of a phrase, at first; then twice as many, and so on


def make(tables):
    """Return the statements that make an index over the texts."""
    return [f"ALTER TABLE {tables.texts} ADD COLUMN words tsvector NOT NULL", make_index(tables)]


def make_index(tables):
    # What waits in fastupdate's list would be read as a whole by every search.
    return f"CREATE INDEX {tables.words} ON {tables.texts} USING gin (words) WITH (fastupdate = off)"


def unmake(tables):
    return [f"DROP INDEX {tables.words}", f"ALTER TABLE {tables.texts} DROP COLUMN words"]


def write(rows, tables=PUBLIC):
    """Write the rows (index.Row), each in the place of the one that its story had."""
    with connection.cursor() as cursor:
        statement = put(tables, {"words": "%s::tsvector"})
        cursor.executemany(statement, [(*values(row, tables), vector(row)) for row in rows])


def vector(row):
    """Return the row's tsvector as text: each word with its positions, each fact with none."""
    at, begin = {}, 1
    for text in (row.headline, row.standfirst, row.body):
        found = words(fold(text))
        for position, word in enumerate(found, start=begin):
            at.setdefault(word, []).append(str(position))
        begin += len(found) + 1  # no words stand together across the end of a text
    return " ".join([*(f"'{word}':{','.join(positions)}" for word, positions in at.items()), *map(fact, row.facts)])


def newest(query, facts, most, above, upto, tables=PUBLIC):
    """Return the places of the newest `most` stories that have it all, newest first: above `above`, up to `upto`.

    For words that stand together PostgreSQL reads each story that has the words, so a number at a time is asked.
    """
    if not any(map(is_phrase, query.wanted + query.unwanted)):
        return candidates(tsquery(query, facts), most, above, upto, tables)
    found, some = [], CHECKED
    while len(found) < most:
        maybe = candidates(tsquery(query, facts, apart=True), some, above, upto, tables)
        found += having(tsquery(query, facts), maybe, most - len(found), tables)
        if len(maybe) < some:
            break
        upto, some = maybe[-1] - 1, some * 2
    return found


def candidates(wanted, most, above, upto, tables):
    """Return the newest places, asking for the newest months first."""
    found, months = [], months_back(upto)
    for count in MONTHS_FIRST:
        some = list(islice(months, count))
        begins = some[-1][1]
        wanted_then = f"({wanted}) & ({'|'.join(fact(month) for month, _ in some)})"
        found += matching(wanted_then, most - len(found), max(above, begins - 1), upto, tables)
        upto = begins - 1
        if len(found) >= most or upto <= above:
            return found
    return found + matching(wanted, most - len(found), above, upto, tables)


def matching(wanted, most, above, upto, tables):
    """The matches are put together before they are ordered: else the planner may walk along the places instead, and
    look into every story."""
    return ask(
        f"WITH found AS MATERIALIZED (SELECT place FROM {tables.texts} WHERE words @@ %s::tsquery) "  # noqa: S608
        "SELECT place FROM found WHERE place > %s AND place <= %s ORDER BY place DESC LIMIT %s",
        [wanted, above, upto, most],
    )


def having(wanted, places, most, tables):
    return ask(
        f"SELECT place FROM {tables.texts} WHERE place = ANY(%s) AND words @@ %s::tsquery "  # noqa: S608
        "ORDER BY place DESC LIMIT %s",
        [places, wanted, most],
    )


def ask(sql, values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [place for (place,) in cursor.fetchall()]


# --- The query ------------------------------------------------------------------------------------------------------


def tsquery(query, facts, apart=False):
    """Return the query in PostgreSQL's language; with `apart`, words that stand together need only be there."""
    terms = [one_of(term, "&" if apart else "<->") for term in query.wanted]
    terms += ["(" + "|".join(map(fact, some)) + ")" for some in facts]
    terms += ["!" + one_of(term, "<->") for term in query.unwanted if not (apart and is_phrase(term))]
    return " & ".join(terms)


def one_of(term, between):
    return "(" + "|".join("(" + between.join(f"'{fold(word)}'" for word in each) + ")" for each in term) + ")"


def fact(name):
    """Return a fact as it stands among the words: none of them has a colon."""
    return f"':{name}'"


def is_phrase(term):
    return any(len(each) > 1 for each in term)
