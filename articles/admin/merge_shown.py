"""How the page that brings two texts together says what they differ in: in words, with names instead of numbers."""

import re
from functools import cached_property

from articles.by_word import TOKEN, Budget, runs
from articles.compare import LABELS
from articles.in_words import GONE, InWords
from articles.merge import ALIKE, BOTH, MINE, ROWS, THEIRS
from articles.models import Byline, Figure
from articles.plain import plain

NAMES = {"bylines": "Byline", "figures": "Photo", "related": "Related story"}
ORDER = {"bylines": "Order of the bylines", "figures": "Order of the photos", "related": "Order of the related stories"}
WHO = {THEIRS: "theirs", MINE: "yours", ALIKE: "both alike"}
PHOTO = re.compile(r'<figure data-photo="(\d+)"')
NOTHING = [("", "nothing")]
LITTLE = 0.4  # with less of its words in common a text was written anew: word by word nobody could read it


class Shown:
    """A part of the story as the page shows it."""

    def __init__(self, part, in_words, budget, choice="", is_missing=False):
        self.part, self.in_words, self.budget, self.is_missing = part, in_words, budget, is_missing
        self.choice = choice or (BOTH if part.can_be_both and not part.base else "")

    @property
    def label(self):
        name, place = self.part.name, self.part.place
        if name == "body":
            return block_label(place)
        if name == "tags":
            return f"Tag “{place}”"
        if name not in ROWS:
            return LABELS[name]
        if place in ("order", "lead"):
            return ORDER[name] if place == "order" else "Lead photo"
        number, _, field = place.partition(".")
        words = f"{NAMES[name]} “{self.named(number)}”"
        model = Byline if name == "bylines" else Figure
        return f"{words}: {model._meta.get_field(field).verbose_name}" if field else words

    @property
    def who(self):
        return WHO.get(self.part.outcome, "")

    @property
    def base(self):
        return self.texts[0] or NOTHING[0][1]

    @property
    def theirs(self):
        return self.marked(self.texts[1])

    @property
    def mine(self):
        return self.marked(self.texts[2])

    @property
    def settled(self):
        return self.mine if self.part.outcome == MINE else self.theirs

    def marked(self, text):
        """Return a text in runs (by_word.py), beside what it was."""
        before = self.texts[0]
        found = runs(before, text, self.budget)
        stays = sum(len(TOKEN.findall(words)) for mark, words in found if not mark)
        if stays < LITTLE * min(len(TOKEN.findall(each)) for each in (before, text)):
            found = [("-", before), ("", " "), ("+", text)]
        return found or NOTHING

    @cached_property
    def texts(self):
        """The three values in words; where only their markup differs, with it."""
        values = [self.part.base, self.part.theirs, self.part.mine]
        found = [self.words(value) for value in values]
        if self.part.name == "body" and len(set(found)) < len({"".join(value) for value in values}):
            return ["\n\n".join(value) for value in values]
        return found

    def words(self, value):
        name, place = self.part.name, self.part.place
        if name == "body":
            return "\n\n".join(self.block_words(block) for block in value)
        if name == "tags":
            return place if value else ""
        if name not in ROWS:
            return self.in_words.text(name, {name: value})
        if place == "order":
            return ", ".join(self.named(number) for number in value)
        if place == "lead":
            return self.named(value) if value else ""
        return self.row_words(place.partition(".")[2], value)

    def row_words(self, field, value):
        if field == "place":
            return Figure.Place(value).label if value in Figure.Place.values else ""
        if field == "own_alt_text":
            return "decorative" if value[1] else value[0]
        if field:
            return value
        says = value[1:] if isinstance(value, list) else []
        return " – ".join(["stands here", *(word for word in says if word and word is not True)]) if value else ""

    def block_words(self, block):
        if photo := PHOTO.match(block):
            return f"[{self.in_words.photo(photo[1])}]"
        return plain(block) or "* * *"

    def named(self, number):
        rows = {"bylines": self.in_words.authors, "figures": self.in_words.photos, "related": self.in_words.stories}
        return str(rows[self.part.name].get(int(number), GONE))


def block_label(place):
    number = int(place.rstrip("+"))
    if not place.endswith("+"):
        return f"Text, paragraph {number + 1}"
    return f"Text, new after paragraph {number}" if number else "Text, new at the beginning"


def lines_of(merged, choices, missing=()):
    """Return what is to be chosen, and what was brought together by itself."""
    in_words, budget = InWords(merged.base, merged.theirs, merged.mine), Budget()
    missing = {part.key for part in missing}
    asked = [Shown(part, in_words, budget, choices.get(part.key, ""), part.key in missing) for part in merged.conflicts]
    return asked, [Shown(part, in_words, budget) for part in merged.settled]
