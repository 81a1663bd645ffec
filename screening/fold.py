"""What a text looks like to the eye: the letters that somebody meant, whatever they were typed as.

Taken away or replaced are: what cannot be seen (soft hyphens, zero-width characters, turned directions), accents and
stacked marks, letters in another dress or of another script that look like Latin ones, entities, and tags between
letters. What was done to each letter is noted, so that a text in Greek or Irish is not taken for a disguise.
"""

import html
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

import regex

from accounts.skeleton import WORN, lookalikes

# What was done to a letter.
ACCENT, DRESS, SCRIPT, HIDDEN = 1, 2, 4, 8

UNSEEN = regex.compile(r"[\p{Cf}\p{Cc}\p{Variation_Selector}\p{Default_Ignorable_Code_Point}]")
LATIN = regex.compile(r"\p{Script=Latin}")
LETTER = regex.compile(r"\p{L}")
STRANGE = regex.compile(r"[^\t-\r\x1c-\x7e]")
# An entity, or a tag or its like in another markup. Bounded, so that no text takes long.
MARKUP = regex.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});|<[^<>\s][^<>]{0,80}>|\[/?[a-zA-Z]{1,8}\]")
APART = regex.compile(r"</?(?:br|p|div|li|tr|td|hr|h\d|blockquote)\b", regex.IGNORECASE)
TURNED = regex.compile("\u202e([^\u202c\u202d\u202e\n]{1,200})[\u202c\u202d]?")
CAPITAL_I = regex.compile(r"(?<=\p{Ll}I{0,3})I(?=I{0,3}(?:\p{Ll}|\b))")  # which passes for an l
# What Unicode's list gives as another rare letter, and people take for these. A 1 is an i or an l.
MORE = {
    typed: meant
    for meant, several in {
        "1": "ӏı",
        "a": "λ🅰",
        "b": "вβ🅱",
        "d": "∂",
        "e": "зэεє",
        "f": "ғƒ",
        "h": "н",
        "k": "кκ",
        "m": "м",
        "n": "пηий",
        "o": "σфθ🅾",
        "p": "🅿",
        "r": "гя",
        "s": "ςƨ",
        "t": "тτ",
        "u": "цμ",
        "w": "шщω",
        "x": "χж",
        "y": "ч",
    }.items()
    for typed in several
}


# What typesetting makes of plain marks, one for one: a text with no other than these is looked at as if it were ASCII.
SET = str.maketrans("’‘“”–—…\u00a0", "''\"\"--. ")


class Folded(NamedTuple):
    """The letters, what was done to each, and where each stood; these two are None where nothing was done."""

    text: str
    done: bytearray | None
    at: list | None

    def original(self, start, end):
        """Return where these letters begin and end in the text as it was typed."""
        return (start, end) if self.at is None else (self.at[start], self.at[end - 1] + 1)

    @property
    def has_foreign(self):
        """Tell whether any letter is of another script."""
        return self.done is not None and any(done & SCRIPT for done in set(self.done))

    def done_to(self, start, end):
        if self.is_untouched(start, end):
            return 0
        all_done = 0
        for one in self.done[start:end]:
            all_done |= one
        return all_done

    def is_untouched(self, start, end):
        return self.done is None or self.done.count(0, start, end) == end - start


@lru_cache(maxsize=4)  # several checks ask for the same text
def fold(text):
    text = text.translate(SET)
    if text.isascii() and not MARKUP.search(text):
        return Folded(CAPITAL_I.sub("1", text).lower(), None, None)
    letters, done, at = [], bytearray(), []
    hidden = 0
    for part, where, was_hidden in typed(text):
        if len(part) > 1:  # as it was typed
            letters.append(part.lower())
            done += bytes([hidden]) + bytes(len(part) - 1)
            at += range(where, where + len(part))
            hidden = 0
            continue
        seen, what = look(part) if part else ("", HIDDEN)
        what |= was_hidden
        if not seen:
            hidden |= HIDDEN if what == HIDDEN else 0
            if what == ACCENT and done:
                done[-1] |= ACCENT
            continue
        letters.append(seen)
        done += bytes([what | hidden]) * len(seen)
        at += [where] * len(seen)
        hidden = 0
    return Folded("".join(letters), done, at)


def typed(text):
    """Yield each strange character with where it stands, and what is between them; an entity as what it is, and nothing
    for a tag."""
    text, end = CAPITAL_I.sub("1", text), 0
    for found in MARKUP.finditer(text):
        yield from stretch(text, end, found.start())
        end = found.end()
        if found[0][0] == "&":
            yield html.unescape(found[0])[0], found.start(), HIDDEN  # what is none begins with its &
        else:
            yield " " if APART.match(found[0]) else "", found.start(), 0
    yield from stretch(text, end, len(text))


def stretch(text, start, end):
    for strange in STRANGE.finditer(text, start, end):
        if start < strange.start():
            yield text[start : strange.start()], start, 0
        yield strange[0], strange.start(), 0
        start = strange.end()
    if start < end:
        yield text[start:end], start, 0


@cache
def look(character):
    """Return what one character looks like, and what it took to see that."""
    if character.isascii():
        return ("", HIDDEN) if UNSEEN.match(character) and not character.isspace() else (character.lower(), 0)
    if UNSEEN.match(character):
        return "", HIDDEN
    plain = WORN.sub("", unicodedata.normalize("NFKD", character))
    if not plain:
        return "", ACCENT
    small = plain.casefold()
    if small.isascii():
        accented = unicodedata.normalize("NFD", character)[0].isascii()
        return small.replace("⁄", "/"), ACCENT if accented else DRESS
    seen = "".join(like(one) for one in plain).casefold()
    if seen.isascii() and seen.isalnum():
        return seen, SCRIPT if LETTER.match(character) and not LATIN.match(character) else DRESS
    return unicodedata.normalize("NFC", character).casefold(), 0


def like(one):
    if one.isascii():
        return one
    table = lookalikes()
    seen = MORE.get(one) or MORE.get(one.casefold()) or table.get(ord(one)) or one
    return "m" if seen == "rn" else seen


def turned(text):
    """Return the text with what was typed backwards and turned round read as it looks."""
    return TURNED.sub(lambda found: (" " + found[1][::-1]).ljust(len(found[0])), text)


def mostly_latin(text):
    """Tell whether most letters of the text as it was typed are Latin ones: there a Greek one may be a disguise."""
    latin, letters = len(LATIN.findall(text)), len(LETTER.findall(text))
    return latin * 2 > letters
