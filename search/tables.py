"""The two indexes: what readers may find, and all that the desk has written. Nothing reads both."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Tables:
    """Where the texts stand, and the full-text index over them; `more`: columns that the other has not."""

    texts: str
    words: str
    more: tuple = ()


PUBLIC = Tables("search_storytext", "search_words")
DESK = Tables("search_desktext", "search_desk_words", more=("version",))
COLUMNS = ("headline", "standfirst", "body", "facts")


def columns(tables):
    return ("place", "article_id", *COLUMNS, *tables.more)


def values(row, tables):
    """Return what is written of a row (index.Row), in the order of the columns."""
    said = (row.headline, row.standfirst, row.body, " ".join(row.facts))
    return (row.place, row.article, *said, *(getattr(row, name) for name in tables.more))


def put(tables, marks):
    """Return the statement that writes a row in the place of the one that its story had."""
    names = [*columns(tables), *marks]
    blanks = ["%s"] * len(columns(tables)) + list(marks.values())
    anew = ", ".join(f"{name} = excluded.{name}" for name in names if name != "article_id")
    return (
        f"INSERT INTO {tables.texts} ({', '.join(names)}) VALUES ({', '.join(blanks)}) "  # noqa: S608
        f"ON CONFLICT (article_id) DO UPDATE SET {anew}"
    )
