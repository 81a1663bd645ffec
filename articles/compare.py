"""Compare two versions of a story: what stands about it, its text by paragraph and word, its photos' captions and
credits. What comes out is plain text in runs (by_word.py), which a template writes down and escapes as any other."""

from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import groupby

from .by_word import Budget, runs, stretches

# Each in its own words; what is not here is not compared.
LABELS = {
    "kicker": "Kicker",
    "headline": "Headline",
    "standfirst": "Standfirst",
    "bylines": "Bylines",
    "dateline": "Dateline",
    "agency": "Agency",
    "section": "Section",
    "tags": "Tags",
    "kind": "Kind",
    "related": "Related stories",
    "slug": "Words in the address",
    "canonical_url": "Address of the original",
    "lead_in_words": "Lead-in words",
    "sensitive": "Sensitive",
    "comments_mode": "Comments",
    "comments_closed_reason": "Why comments are closed",
    "comments_order": "Order of comments",
    "court_case": "Court case",
    "comments_risk": "Comments risk",
    "note_to_editors": "Note to editors",
}
BESIDE = {"body": "text", "figures": "photos"}
PUBLIC = ("kicker", "headline", "standfirst", "bylines", "dateline", "agency")

ALIKE = 0.4  # of their words, for two paragraphs to be two states of one
PAIRS = 400  # of paragraphs, of which each is held against each


@dataclass
class Line:
    """Something about the story, or about a photo in it."""

    label: str
    runs: list


@dataclass
class Block:
    """A paragraph, a crosshead, a point of a list, a cell, a photo."""

    kind: str
    runs: list

    @property
    def is_same(self):
        return all(not mark for mark, _ in self.runs)


@dataclass
class Picture:
    """A photo in the story: new, gone, or with other words."""

    name: str
    mark: str
    lines: list


@dataclass
class Comparison:
    lines: list = field(default_factory=list)
    body: list = field(default_factory=list)
    pictures: list = field(default_factory=list)
    form_only: bool = False  # the text has the same words, and other emphasis

    @property
    def is_same(self):
        return not (self.lines or self.pictures or self.form_only or self.body_changes)

    @property
    def body_changes(self):
        return any(not block.is_same for block in self.body)

    @property
    def stretches(self):
        """The text as pairs: whether it stays as it was, and its blocks."""
        return [(same, list(blocks)) for same, blocks in groupby(self.body, lambda block: block.is_same)]


def compare(before, after, in_words, names=tuple(LABELS)):
    """Return what differs between two dicts of facts; `in_words` (in_words.py) says what their numbers stand for."""
    budget, found = Budget(), Comparison()
    for name in names:
        if before.get(name) != after.get(name):
            texts = [in_words.text(name, facts) for facts in (before, after)]
            if texts[0] != texts[1]:
                found.lines.append(Line(LABELS[name], runs(*texts, budget)))
    if before.get("body") != after.get("body"):
        found.body = compare_bodies(before.get("body") or "", after.get("body") or "", in_words, budget)
        found.form_only = not found.body_changes
    found.pictures = compare_pictures(before.get("figures") or (), after.get("figures") or (), in_words, budget)
    return found


def in_short(before, after):
    """Return the names of what differs, for a line in a list."""
    names = LABELS | BESIDE
    return [names[name].lower() for name in names if before.get(name) != after.get(name)]


# --- The text


class _Blocks(HTMLParser):
    """Takes a clean body apart into pairs of a kind and a text. A link's address stands after its words."""

    KINDS = {"p": "p", "h2": "h2", "li": "li", "td": "cell", "th": "cell"}

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.blocks, self.text, self.kind, self.hrefs, self.quoted = [], [], "p", [], False

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag in self.KINDS or tag in ("blockquote", "figure", "hr"):
            self.close_block()
        if tag in self.KINDS and (tag != "p" or self.kind == "p"):
            self.kind = self.KINDS[tag]
        elif tag == "blockquote":
            self.quoted = True
        elif tag == "figure":
            self.blocks.append(("photo", attributes.get("data-photo") or ""))
        elif tag == "hr":
            self.blocks.append(("rule", "* * *"))
        elif tag == "a":
            self.hrefs.append(attributes.get("href") or "")
        elif tag == "br":
            self.text.append(" ")

    def handle_endtag(self, tag):
        if tag == "a" and self.hrefs:
            self.text.append(f" ({self.hrefs.pop()})")
        if tag in self.KINDS or tag == "blockquote":
            self.close_block()
            self.kind = self.kind if tag == "p" else "p"
            self.quoted = self.quoted and tag != "blockquote"

    def handle_data(self, data):
        self.text.append(data)

    def close_block(self):
        if text := " ".join("".join(self.text).split()):
            self.blocks.append(("quote" if self.quoted else self.kind, text))
        self.text = []


def blocks_of(html, in_words):
    walk = _Blocks()
    walk.feed(html)
    walk.close()
    walk.close_block()
    return [(kind, in_words.photo(text) if kind == "photo" else text) for kind, text in walk.blocks]


def compare_bodies(before, after, in_words, budget):
    """Return the blocks of both texts, in order, each with its runs."""
    a, b = blocks_of(before, in_words), blocks_of(after, in_words)
    found = []
    for same, old, new in stretches(a, b, budget):
        if same:
            found += [Block(kind, [("", text)]) for kind, text in b[slice(*new)]]
        else:
            found += changed_blocks(a[slice(*old)], b[slice(*new)], budget)
    return found


def changed_blocks(a, b, budget):
    """Return what became of some blocks: those that are alike as one, by word, the others as gone or new."""
    found, i, j = [], 0, 0
    for start, other in [*pairs(a, b), (len(a), len(b))]:
        found += [Block(kind, [("-", text)]) for kind, text in a[i:start]]
        found += [Block(kind, [("+", text)]) for kind, text in b[j:other]]
        if start < len(a):
            found.append(Block(b[other][0], runs(a[start][1], b[other][1], budget)))
        i, j = start + 1, other + 1
    return found


def pairs(a, b):
    """Return which of the blocks are two states of one: the choice, in order, that is alike most of all."""
    if len(a) * len(b) > PAIRS:
        return [(n, n) for n in range(min(len(a), len(b))) if alike(a[n], b[n]) >= ALIKE]
    best = [[(0.0, ())] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a) - 1, -1, -1):
        for j in range(len(b) - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], key=lambda each: each[0])
            if (like := alike(a[i], b[j])) >= ALIKE and like + best[i + 1][j + 1][0] > best[i][j][0]:
                best[i][j] = (like + best[i + 1][j + 1][0], ((i, j), *best[i + 1][j + 1][1]))
    return best[0][0][1]


def alike(one, other):
    """Return how much of their words two blocks share, from 0 to 1; none of two kinds are alike."""
    if one[0] != other[0]:
        return 0.0
    a, b = Counter(one[1].split()), Counter(other[1].split())
    return 2 * (a & b).total() / (a.total() + b.total())


# --- Photos


def compare_pictures(before, after, in_words, budget):
    """Return the photos that are new, gone, or have other words; those that may not be shown are left out."""
    old, new = ({row[0]: in_words.figure(row) for row in rows} for rows in (before, after))
    found = []
    for number in {**old, **new}:
        was, now = old.get(number), new.get(number)
        if was == now:
            continue
        texts = {
            label: ((was or {}).get(label, ""), (now or {}).get(label, "")) for label in {**(was or {}), **(now or {})}
        }
        lines = [Line(label, runs(*pair, budget)) for label, pair in texts.items() if pair[0] != pair[1]]
        found.append(Picture(in_words.photo(number), "" if was and now else "+" if now else "-", lines))
    return found
