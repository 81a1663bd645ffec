"""What a name looks like: the same letters for all names that an eye takes for each other (after Unicode's UTS #39).

What looks alike stands in lookalikes.txt beside this file, which `manage.py make_lookalikes` makes from Unicode's data.
"""

import unicodedata
from functools import cache
from pathlib import Path

import regex

TABLE = Path(__file__).with_name("lookalikes.txt")
LONGEST = 200
# Accents that any letter may wear; the vowel signs of Indian scripts are letters of their own and stay.
WORN = regex.compile(r"[\p{Mn}&&\p{Script=Inherited}]", regex.V1)
DROPPED = regex.compile(r"[^\p{L}\p{N}\p{M}]")
# What Unicode's list leaves out: I looks like l, and so does i where case says nothing; signs that pass for letters.
MORE = {"i": "l", "@": "a", "$": "s", "!": "l", "€": "e"}


@cache
def lookalikes():
    """Return the table for str.translate: some 2,500 characters, read when a name is first looked at."""
    table = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            looks, _, characters = line.partition("\t")
            table |= dict.fromkeys(map(ord, characters), looks)
    return table | {ord(character): looks for character, looks in MORE.items()}


def plain(text):
    """Return the letters without what they wear: accents, rings, width."""
    return WORN.sub("", unicodedata.normalize("NFKD", text))


def skeleton(name):
    """Return what `name` looks like, to be compared and never shown. Names that look alike have the same.

    Capitals are looked at before they are made small (a Greek Ν looks like N, a ν like v), and once more after.
    """
    seen = plain(plain(name).translate(lookalikes()).casefold()).translate(lookalikes())
    return DROPPED.sub("", plain(seen).casefold())[:LONGEST]
