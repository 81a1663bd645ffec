"""Shouting: a text nearly all in capitals is marked for the moderators, never held."""

from comments.checks import MARK, Found

LETTERS = 30  # fewer say nothing: "USA!" is no shouting
SHARE = 0.7


def check(*, text, reader, article, at):
    letters = [character for character in text if character.isalpha()]
    capitals = sum(character.isupper() for character in letters)
    if len(letters) >= LETTERS and capitals / len(letters) >= SHARE:
        yield Found(MARK, "It is nearly all in capitals.")
