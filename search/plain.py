"""Plain text, folded so that accents and capitals do not matter."""

import re
from unicodedata import normalize

LONGEST = 100_000  # characters of a story that are searched; PostgreSQL's index takes little more

MARKS = re.compile("[\u0300-\u036f]")
WORD = re.compile(r"[^\W_]{1,200}")  # what is longer is no word, and too long for PostgreSQL's index


def fold(text):
    """Return `text` in small letters without accents: “Dún Laoghaire” becomes “dun laoghaire”."""
    text = text.lower()
    return text if text.isascii() else normalize("NFC", MARKS.sub("", normalize("NFD", text)))


def words(text):
    """Return the words of `text`, in order."""
    return WORD.findall(text)
