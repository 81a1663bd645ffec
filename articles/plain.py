"""The text of clean HTML, without its markup."""

from html.parser import HTMLParser

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
