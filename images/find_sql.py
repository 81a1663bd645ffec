"""The index of the library's words in each database's own language, and the condition that asks it.

Words are folded and split here, so that both databases know the same ones: SQLite's FTS5 is given a tokenizer that
splits at blanks alone, PostgreSQL an array of words.
"""

import re
from unicodedata import normalize

from django.db import connection
from django.db.models import BigIntegerField, F, Func
from django.db.models.expressions import RawSQL

MARKS = re.compile("[\u0300-\u036f]")
# Letters with a stroke, or two in one, which Unicode does not take apart.
LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ĳ": "ij"}
)
WORD = re.compile(r"[^\W_]{1,100}")
MOST = 20  # words that are looked for

OUT = "INSERT INTO images_words(images_words, rowid, words) VALUES ('delete', old.photo_id, old.words);"
IN = "INSERT INTO images_words(rowid, words) VALUES (new.photo_id, new.words);"
MAKE = {
    "sqlite": [
        # Beginnings of one to three letters are kept ready: else each would be put together from very many words.
        "CREATE VIRTUAL TABLE images_words USING fts5(words, content='images_photowords', content_rowid='photo_id', "
        "tokenize='ascii', detail=none, prefix='1 2 3')",
        f"CREATE TRIGGER images_words_in AFTER INSERT ON images_photowords BEGIN {IN} END",
        f"CREATE TRIGGER images_words_out AFTER DELETE ON images_photowords BEGIN {OUT} END",
        f"CREATE TRIGGER images_words_anew AFTER UPDATE ON images_photowords BEGIN {OUT} {IN} END",
    ],
    "postgresql": [
        "ALTER TABLE images_photowords ADD COLUMN vector tsvector "
        "GENERATED ALWAYS AS (array_to_tsvector(string_to_array(words, ' '))) STORED",
        # What waits in fastupdate's list would be read as a whole by every search.
        "CREATE INDEX images_words ON images_photowords USING gin (vector) WITH (fastupdate = off)",
    ],
}
UNMAKE = {
    "sqlite": [
        "DROP TRIGGER images_words_anew",
        "DROP TRIGGER images_words_out",
        "DROP TRIGGER images_words_in",
        "DROP TABLE images_words",
    ],
    "postgresql": ["ALTER TABLE images_photowords DROP COLUMN vector"],
}
ASK = {
    "sqlite": "SELECT rowid FROM images_words WHERE images_words MATCH %s",
    # Put together before anything else is asked of them: else the planner may look into photo after photo instead.
    "postgresql": "WITH found AS MATERIALIZED "
    "(SELECT photo_id FROM images_photowords WHERE vector @@ %s::tsquery) SELECT photo_id FROM found",
}


def fold(text):
    """Return `text` in small letters without accents: “Łódź, Ærøskøbing” becomes “lodz, aeroskobing”."""
    text = text.casefold()
    if text.isascii():
        return text
    return normalize("NFC", MARKS.sub("", normalize("NFD", text.translate(LETTERS))))


def words_of(text):
    """Return the words of `text` as the index knows them, each once."""
    return list(dict.fromkeys(WORD.findall(fold(text))))


def having(photos, typed):
    """Return those of `photos` that have all words that were `typed`, or words that begin so; blank: all photos."""
    if not typed.strip():
        return photos
    words = words_of(typed)[:MOST]
    if not words:
        return photos.none()
    # Words are letters and digits and stand in quotes: nothing that is typed has a meaning to either database.
    if connection.vendor == "postgresql":
        asked = " & ".join(f"'{word}':*" for word in words)
        return photos.filter(pk__in=RawSQL(ASK["postgresql"], [asked]))  # noqa: S611
    asked = " AND ".join(f'"{word}"*' for word in words)
    # With the plus, SQLite goes along the photos in their order until a page is full, and sees of each by its number
    # alone whether it was found. Else it looks up all that were found, to sort them.
    number = Func(F("pk"), template="+%(expressions)s", output_field=BigIntegerField())
    return photos.alias(number=number).filter(number__in=RawSQL(ASK["sqlite"], [asked]))  # noqa: S611
