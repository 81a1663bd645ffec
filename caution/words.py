"""The words of a text as caution phrases are compared with them: small, without accents, soft hyphens and marks."""

from unicodedata import normalize

import regex

MOST_WORDS, LONGEST = 10, 100  # words and letters of a phrase; some signs are made of many letters
# What a letter wears, and what nobody sees: soft hyphens, joiners, marks of direction.
WORN = regex.compile(r"[\p{Mn}\p{Cf}]")
WORD = regex.compile(r"[\p{L}\p{N}\p{Mc}]+")


def words(text):
    """Return the words of `text` in their order. What stands between them, a space or a hyphen, does not matter."""
    if not text.isascii():
        text = WORN.sub("", normalize("NFKD", text))
    return WORD.findall(text.casefold())
