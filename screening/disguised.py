"""Read the words of a list in what was written so as to hide them: 1d10t, i d i o t, i.d.i.o.t, idiooot, id*ot.

Each piece of a text that is plain letters is read as it is. Only a piece that shows a sign of a disguise is looked
at in these ways, so that an ordinary word is never taken for another that looks a little like it.
"""

from bisect import bisect_left

import regex

from .fold import ACCENT, DRESS, HIDDEN, SCRIPT

CHUNK = regex.compile(r"\S+")
# Letters, digits, and signs that pass for letters.
PIECE = regex.compile(r"[\p{L}\p{N}@$!|+€]+")
EDGE = "!?.,;:+|'\"()[]{}<>*#-_~^=\\/…”“’‘»«"  # what ends a word without being of it
FRONT = EDGE.replace("!", "").replace("|", "").replace("+", "")
SIGNS = str.maketrans("0134578@$€+9!|2", "oieasTbaSetgiiz".lower())
EITHER = frozenset("1!|")  # an i or an l
ODD = regex.compile(r"(\p{L})\1\1|([uhjkqvwxy])\2")  # more of a letter than spelling has
RUN = regex.compile(r"(.)\1*")
JOINS = frozenset("._*~-–—·•^=|\\,:+#")
MASKS = frozenset("*#-_.?%&^~@")
NO_MASK = frozenset("'’\"/()[]{}<>")
LONG = 48  # longer pieces are no words
ONE_LETTER_WORDS = frozenset("aio")  # and the Irish á, í, ó, which look so


def same_class(word):
    """Return the word as it is where i and l cannot be told apart."""
    return word.replace("l", "i")


def squeeze(word):
    return RUN.sub(r"\1", word)


def runs(word):
    return [len(match[0]) for match in RUN.finditer(word)]


class Disguised:
    def __init__(self, words, stems, rows):
        self.by_look, self.by_squeezed, self.by_shape = {}, {}, {}
        self.joined, self.joined_lengths, self.starts = {}, set(), set()
        for word in words:
            self.add(word, word)
        for stem, key in stems.items():
            self.add(stem, key)
        self.stem_lengths = sorted({len(stem) for stem in stems})
        self.squeezed_stem_lengths = sorted({len(squeeze(stem)) for stem in stems})
        for tokens, owner, phrase in rows:
            letters = "".join(token.rstrip("*") for token in tokens)
            if len(letters) >= 3:
                self.starts.add(same_class(letters)[:3])
                self.joined.setdefault(same_class(letters), []).append((letters, owner, phrase))
                self.joined_lengths.add(len(letters))
        self.joined_lengths = sorted(self.joined_lengths)

    def add(self, letters, key):
        star = "*" if key.endswith("*") else ""
        self.by_look.setdefault(same_class(letters) + star, []).append((letters, key))
        self.by_squeezed.setdefault(same_class(squeeze(letters)) + star, []).append((letters, key))
        if len(letters) >= 4:
            self.by_shape.setdefault((letters[0], len(letters), star), []).append((letters, key))

    # --- the text as places ---

    def places(self, folded, latin, known, Place):
        """Return the text as a row of places, and the phrases that stand in one piece or in single letters."""
        places, wholes, singles = [], [], []
        odd = [match.start() for match in ODD.finditer(folded.text)]
        for chunk in CHUNK.finditer(folded.text):
            core, start, end = core_of(chunk)
            if is_word(core) and folded.is_untouched(start, end) and not any_within(odd, start, end):
                places.append(Place(start, end, known(core)))  # as most of most texts
                if singles:
                    wholes += self.spelt(folded.text, singles)
                    singles = []
                continue
            pieces = [piece.span() for piece in PIECE.finditer(folded.text, start, end)]
            if not pieces:
                continue
            if len(pieces) > 1:
                wholes += self.in_one(folded.text, pieces)
            for start, end in pieces:
                piece, done = folded.text[start:end], folded.done_to(start, end)
                words, hidden = self.read(piece, done, latin, known)
                places.append(Place(start, end, words, hidden))
                if end - start == 1:
                    singles.append((start, end))
                else:
                    wholes += self.spelt(folded.text, singles)
                    singles = []
            if len(pieces) > 1 or not chunk[0].isalpha():
                self.masked_chunk(folded.text, chunk, pieces, places, Place)
        wholes += self.spelt(folded.text, singles)
        self.split_letter(folded.text, places, Place)
        return places, wholes

    # --- one piece ---

    def read(self, piece, done, latin, known):
        """Return the words that a piece stands for, and whether it is disguised."""
        foreign = done & SCRIPT
        if foreign and not latin:
            done &= ~SCRIPT
        if piece.isalpha() and not done:
            words = known(piece)
            if not ODD.search(piece):
                return words, False
            stretched = self.stretched(piece, piece)
            return (stretched, True) if stretched and not words else (words, False)
        if foreign and not latin or (done == ACCENT and len(piece) < 4):
            return (), False
        found = set(known(piece)) if done & (ACCENT | DRESS | HIDDEN | SCRIPT) else set()
        if not piece.isalpha():
            short = squeeze(piece)
            letters = sum(map(str.isalpha, short))
            fewest = 2 if piece.isalnum() else 1  # the A55 is a road
            if letters < fewest or (len(short) - letters) > letters + 1:
                return known(piece), False
            found |= self.with_signs(piece)
        if ODD.search(piece.translate(SIGNS)):
            found |= self.stretched(piece, piece.translate(SIGNS))
        return (found, True) if found else (self.inside(piece, known), False)

    def inside(self, piece, known):
        """Return what a piece with signs in it stands for, if it is one word beside them."""
        words = regex.findall(r"[\p{L}\p{N}]+", piece)
        return known(words[0]) if len(words) == 1 else ()

    def with_signs(self, piece):
        if len(piece) > LONG:
            return set()
        looks = piece.translate(SIGNS)
        found = {key for letters, key in self.by_look.get(same_class(looks), ()) if fits(piece, looks, letters)}
        for length in self.stem_lengths:
            for letters, key in self.by_look.get(same_class(looks[:length]) + "*", ()):
                if fits(piece, looks, letters):
                    found.add(key)
        return found

    def stretched(self, piece, looks):
        """Return the words of which the piece has some letters too often."""
        short = squeeze(looks)
        if len(short) > LONG:
            return set()
        lengths, loose = runs(looks), not piece.isalpha()
        found = set()
        for letters, key in self.by_squeezed.get(same_class(short), ()):
            if (loose or squeeze(letters) == short) and all(map(int.__le__, runs(letters), lengths)):
                found.add(key)
        for length in self.squeezed_stem_lengths:
            for letters, key in self.by_squeezed.get(same_class(short[:length]) + "*", ()):
                if (loose or squeeze(letters) == short[:length]) and all(
                    mine <= theirs for mine, theirs in zip(runs(letters), lengths, strict=False)
                ):
                    found.add(key)
        return found

    # --- several pieces ---

    def in_one(self, text, pieces):
        """Yield the phrases that the pieces of one chunk are together: id.iot, i-d-i-o-t."""
        start, end = pieces[0][0], pieces[-1][1]
        if end - start > 2 * LONG:
            return
        joined = "".join(text[one:other] for one, other in pieces)
        if len(joined) < 5 or all(other - one == 1 for one, other in pieces):
            return
        between = {text[one[1] : other[0]] for one, other in zip(pieces, pieces[1:], strict=False)}
        if all(set(one) <= JOINS or not one.isascii() for one in between):
            looks = joined.translate(SIGNS)
            for letters, owner, phrase in self.joined.get(same_class(looks), ()):
                if fits(joined, looks, letters):
                    yield start, end, owner, phrase

    def spelt(self, text, singles):
        """Yield the phrases that are spelt in single letters: i d i o t, i.d.i.o.t."""
        if len(singles) < 3:
            return
        typed = "".join([text[start] for start, _ in singles])
        looks = typed.translate(SIGNS)
        key = same_class(looks)
        for start in range(len(singles)):
            if key[start : start + 3] not in self.starts:
                continue
            for length in self.joined_lengths:
                end = start + length
                if end > len(singles):
                    break
                if length < 4 and length != len(singles):
                    continue
                for letters, owner, phrase in self.joined.get(key[start:end], ()):
                    if fits(typed[start:end], looks[start:end], letters):
                        yield singles[start][0], singles[end - 1][1], owner, phrase
        if ODD.search(looks) and len(squeeze(looks)) <= LONG:
            short = squeeze(key)
            for _, owner, phrase in self.joined.get(short, ()):
                yield singles[0][0], singles[-1][1], owner, phrase

    def split_letter(self, text, places, Place):
        """A letter that stands alone, and is no word, may belong to its neighbour: f rog, fro g."""
        for number in range(len(places) - 1):
            one, other = places[number], places[number + 1]
            if (one.end - one.start == 1) == (other.end - other.start == 1) or one.disguised or other.disguised:
                continue
            letter = text[one.start] if one.end - one.start == 1 else text[other.start]
            alone = text[one.end : other.start].isspace() and stands_alone(
                text, one if one.end - one.start == 1 else other
            )
            if letter in ONE_LETTER_WORDS or not letter.isalpha() or not alone:
                continue
            joined = text[one.start : one.end] + text[other.start : other.end]
            found = {key for letters, key in self.by_look.get(same_class(joined), ()) if letters == joined}
            if found and len(joined) >= 4:
                places[number] = Place(one.start, other.end, found, True)

    def masked_chunk(self, text, chunk, pieces, places, Place):
        """A sign in the place of a letter: id*ot, f**l."""
        start, end = pieces[0][0], pieces[-1][1]
        shape = text[start:end].translate(SIGNS) if end - start <= LONG else ""
        hidden = [number for number, letter in enumerate(shape) if not letter.isalnum()]
        if len(shape) < 4 or not hidden or not may_hide([shape[number] for number in hidden], len(shape)):
            return
        found = {key for letters, key in self.by_shape.get((shape[0], len(shape), ""), ()) if matches(shape, letters)}
        for length in self.stem_lengths:
            if hidden[0] < length <= len(shape):
                for letters, key in self.by_shape.get((shape[0], length, "*"), ()):
                    if matches(shape, letters):
                        found.add(key)
        if found:
            del places[len(places) - len(pieces) :]
            places.append(Place(start, end, found, True))


def core_of(chunk):
    """Return a chunk without the marks round it, and where that begins and ends."""
    typed, (start, end) = chunk[0], chunk.span()
    if typed.isalpha():
        return typed, start, end
    core = typed.rstrip(EDGE)
    end = start + len(core)
    core = core.lstrip(FRONT)
    return core, end - len(core), end


def any_within(places, start, end):
    """Tell whether any of the places, which are in order, is from `start` on and before `end`."""
    return bool(places) and (at := bisect_left(places, start)) < len(places) and places[at] < end


def is_word(piece):
    return len(piece) > 1 and piece.isalpha()


def may_hide(signs, length):
    """Tell whether so many of these signs may stand for letters: stars for half of them, any other sign for one."""
    if any(sign in NO_MASK for sign in signs):
        return False
    if all(sign in "*#" for sign in signs):
        return len(signs) <= length / 2
    return len(signs) == 1 and (signs[0] in MASKS or not signs[0].isascii())


def matches(shape, letters):
    return all(sign == letter or not sign.isalnum() for sign, letter in zip(shape, letters, strict=False))


def fits(piece, looks, letters):
    """Tell whether each sign of the piece may be that letter: 1 is an i or an l, and an l is no i."""
    return all(
        seen == letter or (typed in EITHER and letter in "il")
        for typed, seen, letter in zip(piece, looks, letters, strict=False)
    )


def stands_alone(text, place):
    before, after = text[place.start - 1 : place.start], text[place.end : place.end + 1]
    return (not before or before.isspace()) and (not after or after.isspace())
