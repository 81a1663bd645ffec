"""Bring together what two people made of one version of a story: `theirs`, which was saved first, and `mine`.

What only one of them changed is taken from them; so is what both changed alike. The rest is a conflict, for a person to
choose: theirs, mine, or both one after the other. The body is compared block by block, photos, bylines, topics and
related stories one by one. Nothing here asks the database.
"""

import json
from dataclasses import dataclass
from hashlib import sha256

from .blocks import align, blocks
from .merge_rows import rows_parts, rows_value
from .version import SETTINGS, TEXT

SAME, THEIRS, MINE, ALIKE, CONFLICT = "same", "theirs", "mine", "alike", "conflict"
BOTH = "both"
LONG = {"standfirst", "note_to_editors", "own_caption"}  # texts in which two may follow one another
ROWS = {"bylines", "figures", "related"}


class Undecided(Exception):
    """Not every conflict has its choice."""

    def __init__(self, parts):
        self.parts = parts
        super().__init__("Choose what the story is to say.")


@dataclass(frozen=True)
class Part:
    """One thing in which three versions may differ: a field (`name`), or in a field one block, row or topic (`place`).

    The value of a block is a list: none, or some of the body's.
    """

    name: str
    place: str
    base: object
    theirs: object
    mine: object

    @property
    def outcome(self):
        if self.theirs == self.mine:
            return SAME if self.theirs == self.base else ALIKE
        if self.theirs == self.base:
            return MINE
        return THEIRS if self.mine == self.base else CONFLICT

    @property
    def key(self):
        """Names the choice: of another conflict at this place it is not taken for one."""
        words = json.dumps([self.base, self.theirs, self.mine], sort_keys=True)
        return f"{self.name}-{self.place}-{sha256(words.encode()).hexdigest()[:10]}"

    @property
    def can_be_both(self):
        field = self.place.rpartition(".")[2] if self.name in ROWS else self.name
        return bool(self.theirs and self.mine) and (self.name == "body" or field in LONG)

    def value(self, choice=None):
        """Return what becomes of it; of a conflict, by the choice."""
        if self.outcome != CONFLICT:
            return self.mine if self.outcome == MINE else self.theirs
        if choice == BOTH and self.can_be_both:
            return self.theirs + self.mine if self.name == "body" else f"{self.theirs}\n{self.mine}"
        return self.mine if choice == MINE else self.theirs


class Merged:
    def __init__(self, base, theirs, mine):
        self.base, self.theirs, self.mine = base, theirs, mine
        self.parts = [part for name in (*TEXT, *SETTINGS) for part in parts_of(name, base, theirs, mine)]

    @property
    def conflicts(self):
        return [part for part in self.parts if part.outcome == CONFLICT]

    @property
    def settled(self):
        """What was brought together by itself."""
        return [part for part in self.parts if part.outcome in (THEIRS, MINE, ALIKE)]

    def facts(self, choices):
        """Return the facts of the story as it is brought together; `choices` is THEIRS, MINE or BOTH by key. Raises
        Undecided where one is missing."""
        open_ones = [part for part in self.conflicts if not is_choice(part, choices.get(part.key))]
        if open_ones:
            raise Undecided(open_ones)
        by_name = {}
        for part in self.parts:
            by_name.setdefault(part.name, {})[part.place] = part.value(choices.get(part.key))
        facts = dict(self.theirs)
        for name in (*TEXT, *SETTINGS):
            facts[name] = self.value_of(name, by_name.get(name, {}))
        return facts

    def value_of(self, name, values):
        if name == "body":
            return "".join(block for found in values.values() for block in found)
        if name == "tags":
            return sorted(topic for topic, stands in values.items() if stands)
        if name in ROWS:
            return rows_value(name, values, self.base[name], self.theirs[name], self.mine[name])
        return values[""]


def merge(base, theirs, mine):
    """Bring three versions' facts together. Facts that a version does not have are nothing in it."""
    return Merged(*(plain(facts) for facts in (base, theirs, mine)))


def plain(facts):
    """Return the facts as a version gives them back: what was typed has tuples and choices where those have lists."""
    empty = dict.fromkeys((*TEXT, *SETTINGS)) | {name: [] for name in (*ROWS, "tags")} | {"body": ""}
    return json.loads(json.dumps(empty | facts))


def is_choice(part, choice):
    return choice in (THEIRS, MINE) or (choice == BOTH and part.can_be_both)


def parts_of(name, *facts):
    base, theirs, mine = (each[name] for each in facts)
    if name == "body":
        return body_parts(base, theirs, mine)
    if name == "tags":
        topics = sorted({*base, *theirs, *mine})
        return [Part(name, topic, *(topic in side for side in (base, theirs, mine))) for topic in topics]
    if name in ROWS:
        return [Part(name, place, *values) for place, values in rows_parts(name, base, theirs, mine)]
    return [Part(name, "", base, theirs, mine)]


def body_parts(base, theirs, mine):
    """Return the body's blocks in their order, and between them what was added."""
    base, theirs, mine = blocks(base), blocks(theirs), blocks(mine)
    (theirs_became, theirs_added), (mine_became, mine_added) = align(base, theirs), align(base, mine)
    parts = []
    for number in range(len(base) + 1):
        if theirs_added[number] or mine_added[number]:
            parts.append(Part("body", f"{number}+", [], theirs_added[number], mine_added[number]))
        if number < len(base):
            parts.append(Part("body", f"{number}", [base[number]], theirs_became[number], mine_became[number]))
    return parts
