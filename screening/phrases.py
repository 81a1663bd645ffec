"""Find the words and phrases of many lists in a text, however they are written.

All phrases stand in one tree of words. A text is read as a row of places, each of which may stand for some of these
words: first just as it is typed, then as it looks (disguised.py). What it takes grows with the text and not with
the number of phrases.
"""

import unicodedata
from typing import NamedTuple

import regex

from .disguised import Disguised
from .fold import fold, mostly_latin, turned

WORD = regex.compile(r"[\p{L}\p{N}\p{M}]+")
LONGEST, MOST_WORDS = 100, 10  # characters and words of a phrase
END = ""  # no word
AT_HAND = 20_000  # words


class Place(NamedTuple):
    """A stretch of the text that may stand for each of `words`."""

    start: int
    end: int
    words: frozenset | set | tuple
    disguised: bool = False


class Match(NamedTuple):
    owner: object
    phrase: str
    start: int
    end: int
    disguised: bool


class BadPhrase(ValueError):
    """A phrase cannot be looked for; the message says why."""


def plain(word):
    return word.casefold() if word.isascii() else unicodedata.normalize("NFC", word).casefold()


def words_of(phrase):
    """Return the words of a phrase, each as it is looked for; `stem*` stands for all words that begin so."""
    if len(phrase) > LONGEST:
        raise BadPhrase(f"“{phrase[:30]}…” is longer than {LONGEST} characters.")
    found = []
    for match in WORD.finditer(unicodedata.normalize("NFC", phrase)):
        star = "*" if phrase[match.end() : match.end() + 1] == "*" else ""
        if star and len(match[0]) < 3:
            raise BadPhrase(f"“{phrase}”: a star needs three letters or more before it.")
        found.append(plain(match[0]) + star)
    if not found:
        raise BadPhrase(f"“{phrase}” has no letters.")
    if len(found) > MOST_WORDS:
        raise BadPhrase(f"“{phrase[:30]}…” has more than {MOST_WORDS} words.")
    if phrase.count("*") != sum(word.endswith("*") for word in found):
        raise BadPhrase(f"“{phrase}”: a star stands at the end of a word.")
    return found


class Phrases:
    """All phrases of some owners, ready to be found."""

    def __init__(self, phrases):
        """`phrases`: pairs of an owner and a phrase."""
        self.tree, self.words, stems = {}, set(), set()
        rows = []
        for owner, phrase in phrases:
            words = words_of(phrase)
            node = self.tree
            for word in words:
                node = node.setdefault(word, {})
                (stems if word.endswith("*") else self.words).add(word)
            node.setdefault(END, []).append((owner, phrase))
            rows.append((words, owner, phrase))
        self.at_hand = {}  # what the commonest words stand for
        self.stems = {stem[:-1]: stem for stem in stems}
        self.lengths = sorted({len(stem) for stem in self.stems})
        self.disguised = Disguised(self.words, self.stems, rows)

    def find(self, text):
        """Return a Match for each owner and phrase that is in the text, at the first place where it is."""
        if not self.tree:
            return []
        found = {}
        for match in self.matches(self.as_typed(text), False):
            found.setdefault((match.owner, match.phrase), match)
        for match in self.as_it_looks(text):
            found.setdefault((match.owner, match.phrase), match)
        if "\u202e" in text:
            seen = turned(text)  # as long as it was, so the places are the same
            for match in [*self.matches(self.as_typed(seen), False), *self.as_it_looks(seen)]:
                found.setdefault((match.owner, match.phrase), match._replace(disguised=True))
        return sorted(found.values(), key=lambda match: match.start)

    def as_typed(self, text):
        return [Place(match.start(), match.end(), self.known(plain(match[0]))) for match in WORD.finditer(text)]

    def known(self, word):
        """Return what of the lists a word stands for as it is."""
        found = self.at_hand.get(word)
        if found is None:
            found = [self.stems[word[:length]] for length in self.lengths if word[:length] in self.stems]
            found = (*found, word) if word in self.words else tuple(found)
            if len(word) <= LONGEST and len(self.at_hand) < AT_HAND:
                self.at_hand[word] = found
        return found

    def as_it_looks(self, text):
        folded = fold(text)
        latin = not folded.has_foreign or mostly_latin(text)
        places, wholes = self.disguised.places(folded, latin, self.known, Place)
        if any(place.disguised for place in places):
            for match in self.matches(places, True):
                start, end = folded.original(match.start, match.end)
                yield match._replace(start=start, end=end)
        for start, end, owner, phrase in wholes:
            yield Match(owner, phrase, *folded.original(start, end), True)

    def matches(self, places, disguised):
        """Walk the tree from each place; with `disguised`, only what some disguised place is part of."""
        for first, place in enumerate(places):
            if place.words:
                yield from self.walk(places, first, disguised)

    def walk(self, places, first, disguised):
        paths = [(first, self.tree, False)]
        while paths:
            number, node, hidden = paths.pop()
            place = places[number]
            for word in place.words:
                below = node.get(word)
                if below is None:
                    continue
                hides = hidden or place.disguised
                if END in below and hides >= disguised:
                    for owner, phrase in below[END]:
                        yield Match(owner, phrase, places[first].start, place.end, hides)
                if number + 1 < len(places):
                    paths.append((number + 1, below, hides))
