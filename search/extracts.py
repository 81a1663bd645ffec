"""What was found, shown where it stands: pieces of plain text, each with whether it is what was searched for.

They are pieces and not HTML: the page escapes them as it does all text, and marks those that were found.
"""

import re
from itertools import islice
from unicodedata import normalize

from .plain import fold

MARK = "[\u0300-\u036f]"
BEFORE, LONG = 70, 240  # characters of an extract
LOOKED_AT = 40  # matches among which the best place is chosen


class Extracts:
    """Marks and cuts texts for one query."""

    def __init__(self, query):
        self.terms = [re.compile("|".join(map(letters, term))) for term in query.wanted]
        anything = {letters(words) for term in query.wanted for words in term}
        self.anything = re.compile("|".join(sorted(anything, key=len, reverse=True)))

    def marked(self, text):
        """Return the whole text in pieces: (piece, found)."""
        text, pieces, end = normalize("NFD", text), [], 0
        for match in self.anything.finditer(text.lower()):
            pieces += [(text[end : match.start()], False), (text[match.start() : match.end()], True)]
            end = match.end()
        pieces.append((text[end:], False))
        return [(normalize("NFC", piece), found) for piece, found in pieces if piece]

    def how_many(self, text):
        """Return how many of the query's terms the text has."""
        text = normalize("NFD", text).lower()
        return sum(bool(term.search(text)) for term in self.terms)

    def extract(self, text):
        """Return the part of the text in which most of what was searched for stands, in pieces; none without any."""
        text = normalize("NFD", text)
        small = text.lower()  # of the same length: what changes its length in small letters is taken apart by NFD
        most = LOOKED_AT if len(self.terms) > 1 else 1
        starts = [match.start() for match in islice(self.anything.finditer(small), most)]
        if not starts:
            return []

        def here(start):
            return sum(bool(term.search(small, start, start + LONG - BEFORE)) for term in self.terms)

        return self.marked(cut(text, max(starts, key=here)))


def cut(text, start):
    """Return some words of the text round `start`: from the beginning of the line where that is near."""
    line = text.rfind("\n", 0, start) + 1
    begin = line if start - line <= BEFORE else text.find(" ", start - BEFORE, start) + 1 or start
    end = min(begin + LONG, len(text))
    if end < len(text):
        end = max(text.rfind(" ", start, end), text.rfind("\n", start, end), start + 1)
    return ("… " if begin > line else "") + " ".join(text[begin:end].split()) + (" …" if end < len(text) else "")


def letters(together):
    """Return the pattern of words that follow each other, whatever accents their letters carry.

    It begins with a letter, for which a text is searched fastest; then comes that nothing of a word stands before it.
    """
    first, *more = [[re.escape(letter) + MARK + "*" for letter in normalize("NFD", fold(word))] for word in together]
    letter = re.escape(normalize("NFD", fold(together[0]))[0])
    begins = rf"{letter}(?<![^\W_]{letter})(?<!{MARK}{letter}){MARK}*" + "".join(first[1:])
    return r"[\W_]+".join([begins, *map("".join, more)]) + rf"(?![^\W_]|{MARK})"
