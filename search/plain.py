"""Plain text: out of HTML, and folded so that accents and capitals do not matter."""

import re
from html.parser import HTMLParser
from unicodedata import normalize

LONGEST = 100_000  # characters of a story that are searched; PostgreSQL's index takes little more

MARKS = re.compile("[\u0300-\u036f]")
WORD = re.compile(r"[^\W_]{1,200}")  # what is longer is no word, and too long for PostgreSQL's index
INLINE = {"a", "em", "strong", "sub", "sup", "span"}


class _Text(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.pieces = []

    def handle_data(self, text):
        self.pieces.append(text)

    def handle_starttag(self, tag, attributes):
        if tag not in INLINE:
            self.pieces.append("\n")

    handle_endtag = handle_startendtag = lambda self, tag, attributes=(): self.handle_starttag(tag, attributes)


def plain(html):
    """Return the text of clean HTML, a line for each block."""
    walk = _Text()
    walk.feed(html)
    walk.close()
    lines = (" ".join(line.split()) for line in "".join(walk.pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def fold(text):
    """Return `text` in small letters without accents: “Dún Laoghaire” becomes “dun laoghaire”."""
    text = text.lower()
    return text if text.isascii() else normalize("NFC", MARKS.sub("", normalize("NFD", text)))


def words(text):
    """Return the words of `text`, in order."""
    return WORD.findall(text)
