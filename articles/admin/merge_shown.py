"""How the page that brings two texts together says what they differ in: in words, with names instead of numbers."""

from functools import cached_property

from articles.marked import marked
from articles.merge import ALIKE, BOTH, CONFLICT, MINE, ROWS, THEIRS
from articles.models import Agency, Article, Author, Byline, Figure, Section
from articles.plain import plain
from images.models import Photo

NAMES = {
    "tags": "Topic",
    "bylines": "Byline",
    "figures": "Photo",
    "related": "Related story",
    "body": "Text",
}
OF_ROWS = {"bylines": Author, "figures": Photo, "related": Article}
OF_FIELDS = {"section": Section, "agency": Agency}
ORDER = {"bylines": "Order of the bylines", "figures": "Order of the photos", "related": "Order of the related stories"}
WHO = {THEIRS: "theirs", MINE: "yours", ALIKE: "both alike"}
NONE = "nothing"


class Named:
    """Fetches the names of all that the parts speak of: a query for each kind of thing, if there is any of it."""

    def __init__(self, parts):
        self.parts = [part for part in parts if part.name in OF_FIELDS or part.name in ROWS]

    @cached_property
    def names(self):
        wanted = {}
        for part in self.parts:
            model = OF_FIELDS.get(part.name) or OF_ROWS[part.name]
            wanted.setdefault(model, set()).update(self.numbers_of(part))
        return {
            (model, thing.pk): str(thing)
            for model, numbers in wanted.items()
            for thing in model.objects.filter(pk__in=numbers)
        }

    def numbers_of(self, part):
        values = [part.base, part.theirs, part.mine]
        if part.name in OF_FIELDS or part.place == "lead":
            return {value for value in values if value}
        if part.place == "order":
            return {number for value in values for number in value}
        return {int(part.place.split(".")[0])}

    def __call__(self, name, number):
        model = OF_FIELDS.get(name) or OF_ROWS[name]
        return self.names.get((model, int(number)), f"{model._meta.verbose_name} {number}")


class Shown:
    """A part of the story as the page shows it."""

    def __init__(self, part, named, choice=None, is_missing=False):
        self.part, self.named, self.is_missing = part, named, is_missing
        self.choice = choice or (BOTH if part.can_be_both and not part.base else "")

    @property
    def label(self):
        name, place = self.part.name, self.part.place
        if name == "body":
            return block_label(self.part)
        if name == "tags":
            return f"Topic “{place}”"
        if name not in ROWS:
            return Article._meta.get_field(name).verbose_name.capitalize()
        if place in ("order", "lead"):
            return ORDER[name] if place == "order" else "Lead photo"
        number, _, field = place.partition(".")
        words = f"{NAMES[name]} “{self.named(name, number)}”"
        model = Byline if name == "bylines" else Figure
        return f"{words}: {model._meta.get_field(field).verbose_name}" if field else words

    @property
    def who(self):
        return WHO.get(self.part.outcome, "")

    @property
    def base(self):
        return self.in_words[0] or NONE

    @property
    def theirs(self):
        return marked(self.in_words[0], self.in_words[1]) or [("same", NONE)]

    @property
    def mine(self):
        return marked(self.in_words[0], self.in_words[2]) or [("same", NONE)]

    @property
    def settled(self):
        return self.mine if self.part.outcome == MINE else self.theirs

    @cached_property
    def in_words(self):
        """The three values in words; where only their markup differs, with it."""
        values = [self.part.base, self.part.theirs, self.part.mine]
        found = [self.words(value) for value in values]
        if self.part.name == "body" and len(set(found)) < len({"".join(value) for value in values}):
            return ["\n\n".join(value) for value in values]
        return found

    def words(self, value):
        name, place = self.part.name, self.part.place
        if name == "body":
            return "\n\n".join(block_words(block) for block in value)
        if name == "tags":
            return f"with “{place}”" if value else ""
        if name in ROWS:
            return self.row_words(value)
        if name in OF_FIELDS:
            return self.named(name, value) if value else ""
        field = Article._meta.get_field(name)
        return said(dict(field.choices).get(value, value) if field.choices else value)

    def row_words(self, value):
        name, place = self.part.name, self.part.place
        if place == "order":
            return ", ".join(self.named(name, number) for number in value)
        if place == "lead":
            return self.named(name, value) if value else ""
        if place.endswith(".place"):
            return str(dict(Figure.Place.choices).get(value, value))
        if place.endswith(".own_alt_text"):
            return "decorative" if value[1] else value[0]
        if "." in place:
            return said(value)
        if not value:
            return ""
        return (
            " – ".join(["stands here", *(word for word in value[1:] if word and word is not True)])
            if isinstance(value, list)
            else "stands here"
        )


def said(value):
    """Return a plain value in words."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def block_words(block):
    number = (
        block.split('data-photo="')[1].split('"')[0] if block.startswith("<figure") and "data-photo" in block else ""
    )
    return f"[photo {number}]" if number else plain(block) or "[line]"


def block_label(part):
    number = int(part.place.rstrip("+"))
    if not part.place.endswith("+"):
        return f"Text, paragraph {number + 1}"
    return f"Text, new after paragraph {number}" if number else "Text, new at the beginning"


def lines_of(merged, choices, missing=()):
    """Return what is to be chosen, and what was brought together by itself."""
    named = Named(merged.conflicts + merged.settled)
    missing = {part.key for part in missing}
    asked = [
        Shown(part, named, choices.get(part.key), part.key in missing)
        for part in merged.parts
        if part.outcome == CONFLICT
    ]
    return asked, [Shown(part, named) for part in merged.settled]
