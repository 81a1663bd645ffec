"""Find the paper's caution phrases in texts, at a speed that does not depend on how many phrases there are."""

from datetime import date
from typing import NamedTuple

from django.utils import timezone

from pagecache.models import PageVersion

from .models import CautionPhrase
from .words import words

VERSION = "caution"  # of pagecache.PageVersion: write.py moves it
END = ""  # no word


class Careful(NamedTuple):
    """A phrase as it is looked for."""

    pk: int
    phrase: str
    words: str
    note: str
    until: date | None
    in_comments: str

    def counts(self, at):
        return self.until is None or self.until >= timezone.localdate(at)


class Hit(NamedTuple):
    careful: Careful
    where: object


class Phrases:
    """Phrases in one tree of words. `number` is the version of the list that they are."""

    def __init__(self, rows, number=None):
        self.rows, self.number, self.tree = rows, number, {}
        for row in rows:
            node = self.tree
            for word in row.words.split():
                node = node.setdefault(word, {})
            node.setdefault(END, []).append(row)

    def find(self, text):
        """Return the phrases that stand in the text, each once, in the order in which they come."""
        found, read = {}, words(text) if self.tree else ()
        for first, word in enumerate(read):
            node, place = self.tree.get(word), first
            while node is not None:
                found.update(dict.fromkeys(node.get(END, ())))
                place += 1
                node = node.get(read[place]) if place < len(read) else None
        return list(found)


def find(texts, at=None):
    """Return a Hit for each phrase in each text; `texts` are pairs of where one stands and what it says. One query."""
    at, phrases = at or timezone.now(), now()
    return [Hit(row, where) for where, text in texts for row in phrases.find(text) if row.counts(at)]


_kept = Phrases([], number="never read")


def now():
    """Return the list as it stands, which this process keeps until it changes."""
    global _kept
    number = PageVersion.objects.filter(name=VERSION).values_list("number", flat=True).first()
    if number != _kept.number:
        _kept = Phrases(read(), number)
    return _kept


def read():
    """Return all phrases that are looked for, now or until their day."""
    rows = CautionPhrase.objects.at_work().order_by("pk").values_list(*Careful._fields)
    return [Careful(*row) for row in rows]
