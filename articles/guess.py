"""Say what in a change makes it unlikely to be a typo, before somebody calls it one and readers are told nothing."""

import re

FIGURE = re.compile(r"\d")
NAME = re.compile(r"\b[^\W\d_a-zà-ÿ]\w*")
WORD = re.compile(r"\w+")
FEW = 8  # words


def more_than_a_typo(found):
    """Return a sentence for each sign in a comparison (compare.py) that more than the spelling was changed."""
    lines = [line.runs for line in found.lines] + [block.runs for block in found.body]
    lines += [line.runs for picture in found.pictures for line in picture.lines]
    gone, new = (" ".join(text for runs in lines for mark, text in runs if mark == side) for side in "-+")
    signs = []
    if FIGURE.findall(gone) != FIGURE.findall(new):
        signs.append("A figure is another.")
    if names_beside(gone, new) or names_beside(new, gone):
        signs.append("A name, or the beginning of a sentence, is another.")
    if max(len(gone.split()), len(new.split())) > FEW:
        signs.append(f"More than {FEW} words are others.")
    if any(picture.mark for picture in found.pictures):
        signs.append("A photo came or went.")
    return signs


def names_beside(text, other):
    """Return the words with a capital that the other text does not have, in any letter case."""
    return {name.casefold() for name in NAME.findall(text)} - {word.casefold() for word in WORD.findall(other)}
