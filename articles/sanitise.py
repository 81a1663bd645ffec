"""HTML is cleaned here and nowhere else, once, on its way in; what is stored is what is served.

bleach holds the house vocabulary; nh3, which is maintained, has the first word (it drops scripts with their contents)
and the last one. Cleaning what is clean changes nothing.
"""

import re
import threading
from itertools import groupby
from unicodedata import bidirectional

import nh3
from bleach.sanitizer import Cleaner
from django.utils.html import escape

BLOCKS = {"p", "h2", "ul", "ol", "li", "blockquote", "hr", "figure", "table", "thead", "tbody", "tr", "th", "td"}
STORY_TAGS = BLOCKS | {"a", "strong", "em", "sub", "sup", "br"}
STORY_ATTRIBUTES = {"a": {"href"}, "figure": {"data-photo"}, "th": {"scope"}}
STORY_SCHEMES = {"http", "https", "mailto"}
COMMENT_TAGS = {"p", "br", "blockquote", "a"}
COMMENT_REL = "ugc nofollow noopener"
SHOWN_WHOLE = 60  # characters of an address in a comment; a longer one is cut after its host

# What was typed as an address. It ends before what cannot stand in one, and before characters that cannot be seen.
ADDRESS = re.compile(r"(?:https?://|www\.)\w[^\s<>\"\\\u200b-\u200f\u2060\ufeff]*", re.IGNORECASE)
HOST = re.compile(r"(?:https?://)?[^/?#]*", re.IGNORECASE)

BLOCK_OPENS = re.compile(r"<(?:p|h2|ul|ol|blockquote|figure|table|hr)[\s>/]", re.IGNORECASE)


class _Bleach(threading.local):
    """A cleaner for each thread: bleach's parser holds what it is at, and two texts in one parser come out mixed."""

    def __init__(self, **vocabulary):
        self.clean = Cleaner(**vocabulary, strip=True).clean


def _pair(tags, attributes, schemes, rel=None):
    """Return the two cleaners of one vocabulary. Relative addresses pass: the paper links to itself."""
    bleach = _Bleach(tags=tags, attributes={tag: list(names) for tag, names in attributes.items()}, protocols=schemes)
    last = nh3.Cleaner(
        tags=tags,
        attributes=attributes | ({"a": attributes["a"] - {"rel"}} if rel else {}),
        attribute_filter=_only_numbers_of_photos,
        url_schemes=schemes,
        link_rel=rel,
    )
    return bleach, last


def _only_numbers_of_photos(tag, name, value):
    return value if name != "data-photo" or (value.isdecimal() and len(value) < 19) else None


_story_bleach, _story_nh3 = _pair(STORY_TAGS, STORY_ATTRIBUTES, STORY_SCHEMES)
_piece_nh3 = nh3.Cleaner(
    tags=(STORY_TAGS - {"figure"}) | {"span"},
    attributes={"a": {"href"}, "th": {"scope"}},
    allowed_classes={"span": {"lead-in"}},
    url_schemes=STORY_SCHEMES,
    link_rel=None,
)
_comment_bleach, _comment_nh3 = _pair(COMMENT_TAGS, {"a": {"href", "rel"}}, {"http", "https"}, rel=COMMENT_REL)


def story_html(html):
    """Return the body of a story in the house vocabulary.

    What holds no block element was typed without the editor: an empty line begins a paragraph.
    """
    html = html.replace("\r\n", "\n").strip()
    if not html:
        return ""
    if not BLOCK_OPENS.search(html):
        html = "".join(
            f"<p>{paragraph.strip().replace(chr(10), '<br>')}</p>"
            for paragraph in re.split(r"\n\s*\n", html)
            if paragraph.strip()
        )
    return _story_nh3.clean(_story_bleach.clean(_story_nh3.clean(html)))


def story_piece(html):
    """Return a piece of a story's page, between two photos: the last word after the lead-in was marked."""
    return _piece_nh3.clean(html)


def _without_stop(address):
    """Return an address less the full stop of its sentence and the bracket that was opened before it."""
    while address[-1] in ".,;:!?'”’…" or (address[-1] == ")" and address.count(")") > address.count("(")):
        address = address[:-1]
    return address


def _link(address):
    """Return an address as a link that shows where it leads: its host is never cut off."""
    host = HOST.match(address)[0]
    href = address if "://" in host else f"http://{address}"
    shown = address if len(address) <= SHOWN_WHOLE else address[: max(SHOWN_WHOLE, len(host))] + "…"
    link = _comment_nh3.clean(f'<a href="{escape(href)}">{escape(shown)}</a>')
    # No link where the host is none; and a name before the host would pass for the host.
    return link if " href=" in link and "@" not in host else escape(address)


def _line(line):
    """Return one line of a comment as HTML, with its links."""
    html, end = "", 0
    for found in ADDRESS.finditer(line):
        address = _without_stop(found[0])
        html += escape(line[end : found.start()]) + _link(address)
        end = found.start() + len(address)
    return html + escape(line[end:])


def _block(block):
    """Return one block of a comment as HTML: lines that begin with > are a quote."""
    html = ""
    for quoted, lines in groupby(block.split("\n"), key=lambda line: line.startswith(">")):
        typed = list(lines)
        said = [line.lstrip("> ") for line in typed]
        quote = quoted and any(said)  # the bare signs are no quote
        inner = f"<p>{'<br>'.join(map(_line, said if quote else typed))}</p>"
        html += f"<blockquote>{inner}</blockquote>" if quote else inner
    return html


def _leftward(text):
    """Tell whether a text begins in a script that is written from right to left, as dir="auto" would."""
    strong = (direction for direction in map(bidirectional, text) if direction in ("L", "R", "AL"))
    return next(strong, "L") != "L"


def comment_html(text):
    """Return a comment's HTML, made from its plain text: paragraphs, line breaks, quotes, links and direction."""
    text = "\n".join(line.rstrip() for line in text.strip().split("\n"))
    html = "".join(_block(block) for block in re.split(r"\n{2,}", text))
    clean = _comment_nh3.clean(_comment_bleach.clean(html))
    return f'<div dir="rtl">{clean}</div>' if _leftward(text) else clean
