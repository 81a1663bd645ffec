"""What a reader types: words, "words that stand together", and -words that must not be there."""

import re
from dataclasses import dataclass
from unicodedata import normalize

from .plain import words

QUOTES = str.maketrans("“”„‟«»＂−‐‑", '"""""""---')
TERM = re.compile(r'(-?)(?:"([^"]*)"?|([^\s"]+))')
OWNER = re.compile(r"['’]s$", re.IGNORECASE)
NOT_A_PLURAL = {"news"}
# Side by side they are looked for in every story there is, and found in none or in all.
COMMON = {"the", "of", "and", "a", "an", "to", "in", "is", "it", "that", "for", "on", "was", "at", "by", "as", "be"}
HISSES = ("s", "x", "z", "ch", "sh")


@dataclass(frozen=True)
class Query:
    """Each of `wanted` must be found, none of `unwanted`. Each is a tuple of alternatives, one of which is enough; an
    alternative is a tuple of words that follow each other."""

    wanted: tuple
    unwanted: tuple = ()

    @property
    def too_common(self):
        """The first phrase that has nothing but the commonest words, or None."""
        phrases = [each for term in self.wanted + self.unwanted for each in term if len(each) > 1]
        return next((" ".join(phrase) for phrase in phrases if COMMON.issuperset(phrase)), None)


def understand(typed):
    """Return the Query of what was typed. Nothing in it has a meaning but quotes, and a minus before a word."""
    found = {"": {}, "-": {}}
    for sign, together, chunk in TERM.findall(normalize("NFC", typed).translate(QUOTES)):
        term = tuple(words((together or OWNER.sub("", chunk)).lower()))
        if term:
            alone = len(term) == 1 and not together
            found[sign][tuple((form,) for form in forms(term[0])) if alone else (term,)] = True
    return Query(tuple(found[""]), tuple(found["-"]))


def forms(word):
    """Return the word, and its plural or singular as English makes them; a form that is no word finds nothing."""
    others = []
    if not word.isalpha() or len(word) < 3 or word in NOT_A_PLURAL:
        return [word]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        others.append(word[:-1])
        if word.endswith("ies"):
            others.append(word[:-3] + "y")
        elif word.endswith("es") and word[:-2].endswith(HISSES):
            others.append(word[:-2])
    elif word.endswith(HISSES):
        others.append(word + "es")
    else:
        others.append(word + "s")
        if word.endswith("y") and word[-2] not in "aeiou":
            others.append(word[:-1] + "ies")
    return [word, *others]
