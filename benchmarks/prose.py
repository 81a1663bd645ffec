"""Invented text for a site of any size: the same seed gives the same words.

Joined from sentences that are made once, so that a hundred million words take seconds.
"""

import random
import tomllib
from pathlib import Path

WORDS = tomllib.loads(Path(__file__).with_name("words.toml").read_text())
FIRST_NAMES, ONSETS, MIDDLES, ENDINGS = (
    WORDS[name].split() for name in ("first_names", "onsets", "middles", "endings")
)
NOUNS, ADJECTIVES, DID = (WORDS[name].split() for name in ("nouns", "adjectives", "did"))
WHEN = WORDS["when"].strip().splitlines()

SENTENCES = [
    "The {adjective} {noun} in {place} {did} the {noun} {when}, and nobody at the {noun} was told.",
    "{person}, who runs the {noun}, said the {noun} would be “as {adjective} as it has ever been”.",
    "It is the {adjective} {noun} that has {did} most of the {noun}s along the road to {place}.",
    "A spokeswoman for the {place} {noun} {did} the {adjective} {noun} {when}.",
    "“We {did} it once and we will do it again,” said {person}.",
    "But the {noun}, built beside the {adjective} {noun}, has not been seen {when}.",
    "Of the {number} people who came to the {noun}, most {did} the {adjective} {noun} and went home.",
    "In {place} the {noun} cost €{number},000, of which the {noun} paid a third.",
    "Nobody knows who {did} the {noun}; {person} thinks it was the {noun} itself.",
    "There will be a second {noun} in {place}, with a {adjective} {noun} and room for {number}.",
    "{person} and {person} {did} the {noun} {when}, to the surprise of their {noun}s.",
    "If the {noun} is not {did} by then, the {adjective} {noun} will have to be.",
]
SAID = [
    "I have lived beside the {noun} for {number} years and nobody {did} it until now, so let us at least be honest.",
    "Is it too much to ask that the {noun} is {did} before the {adjective} {noun} gets worse?",
    "Well said. The {noun} in {place} was {did} {when} and it works, whatever the {noun} may tell us.",
    "With respect, that is not what the {noun} {did}: read the {adjective} {noun} again, please.",
    "My own {noun} {did} the {noun} {when}, and all I got was a {adjective} letter.",
    "The {noun} should pay for it, not the people of {place}.",
    "A {adjective} {noun} would do, and there are {number} of them lying about.",
    "Who {did} this, and when will they say so?",
]
HEADLINES = [
    "{place} {noun} {did} after {adjective} {noun}",
    "{Adjective} {noun} for {place} {did} {when}",
    "Why the {adjective} {noun} of {place} was never {did}",
    "{person} and the {adjective} {noun}",
    "{Noun} in {place}: what was {did}, and what was not",
]


class Prose:
    """Words by chance, from a generator that is told where to begin."""

    def __init__(self, seed):
        self.chance = random.Random(seed)  # noqa: S311
        self.places = [self.place() for _ in range(400)]

    def place(self):
        return self.chance.choice(ONSETS) + self.chance.choice(MIDDLES) + self.chance.choice(ENDINGS)

    def person(self):
        return f"{self.chance.choice(FIRST_NAMES)} {self.place()}"

    def sentence(self, kinds=SENTENCES):
        """Return a sentence of one of `kinds`, each gap filled by itself."""
        text = self.chance.choice(kinds)
        for gap, words in self.gaps().items():
            while gap in text:
                text = text.replace(gap, words(), 1)
        return text

    def gaps(self):
        pick = self.chance.choice
        return {
            "{noun}": lambda: pick(NOUNS),
            "{Noun}": lambda: pick(NOUNS).capitalize(),
            "{adjective}": lambda: pick(ADJECTIVES),
            "{Adjective}": lambda: pick(ADJECTIVES).capitalize(),
            "{did}": lambda: pick(DID),
            "{when}": lambda: pick(WHEN),
            "{place}": lambda: pick(self.places),
            "{person}": self.person,
            "{number}": lambda: str(self.chance.randint(2, 900)),
        }

    def words(self, least, kinds=SENTENCES):
        """Return sentences that have `least` words together, or a few more."""
        said, count = [], 0
        while count < least:
            said.append(self.sentence(kinds))
            count += said[-1].count(" ") + 1
        return " ".join(said)

    def headline(self):
        return self.sentence(HEADLINES)
