"""From a story's clean body to the parts its page is joined of: HTML pieces, and photos by number."""

import re
from html import escape
from html.parser import HTMLParser

from .sanitise import story_piece

VOID = {"br", "hr"}


class _Parts(HTMLParser):
    """Walks through clean HTML, copies it, takes the photos out and marks the lead-in."""

    def __init__(self, lead_in_words):
        super().__init__(convert_charrefs=True)
        self.parts, self.piece = [], []
        self.words_left = lead_in_words
        self.in_first_paragraph = False
        self.paragraphs = 0
        self.depth = 0
        self.lifted = []  # photos found inside a quote or a list: they stand after it

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "figure":
            if (attributes.get("data-photo") or "").isdecimal():
                self.lifted.append(int(attributes["data-photo"]))
            self.set_photos()
            return
        self.depth += tag not in VOID
        self.piece.append(
            "<" + tag + "".join(f' {name}="{escape(value or "")}"' for name, value in attributes.items()) + ">"
        )
        if tag == "p":
            self.paragraphs += 1
            self.in_first_paragraph = self.paragraphs == 1

    def handle_endtag(self, tag):
        if tag == "p":
            self.in_first_paragraph = False
        if tag != "figure" and tag not in VOID:
            self.piece.append(f"</{tag}>")
            self.depth -= 1
            self.set_photos()

    def handle_data(self, text):
        if self.in_first_paragraph and self.words_left and text.strip():
            text = self.mark_lead_in(text)
        else:
            text = escape(text, quote=False)
        self.piece.append(text)

    def mark_lead_in(self, text):
        """Wrap the first words of `text`, as many as are still wanted; the characters stay as they are."""
        end = 0
        for word in re.finditer(r"\S+", text):
            end = word.end()
            self.words_left -= 1
            if not self.words_left:
                break
        return f'<span class="lead-in">{escape(text[:end], quote=False)}</span>{escape(text[end:], quote=False)}'

    def set_photos(self):
        if self.lifted and self.depth == 0:
            self.close_piece()
            self.parts += self.lifted
            self.lifted = []

    def close_piece(self):
        if html := story_piece("".join(self.piece)).strip():
            self.parts.append(html)
        self.piece = []


def body_parts(html, lead_in_words):
    """Return the parts of a clean body, in order: a string is HTML, a number is a photo."""
    walk = _Parts(lead_in_words)
    walk.feed(html)
    walk.close()
    walk.close_piece()
    return walk.parts
