"""What the score sees of a text: its words, their pieces, their pairs and a few things about its shape, each a number
of the table of weights.

A word and its pieces always weigh together, so that what a word adds to the score can be remembered.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from zlib import crc32

SIZE = 1 << 18  # weights
MOST_WORDS = 400  # of one text
WORD, PIECE, PAIR, SHAPE = 1.5, 1.5, 0.5, 1.0  # how much each kind counts before anything is learned
SHORTEST = 4  # words: a shorter text counts as one of so many

WORDS = re.compile(r"[^\W_]+(?:['’*@$][^\W_]+)*|[!?]+")
SPACED = re.compile(r"(?<!\w)(?:[^\W\d_][ .\-_*]){3,}[^\W\d_](?!\w)")
LONG_RUNS = re.compile(r"(.)\1{2,}")
LINKS = re.compile(r"https?:|www\.")
BETWEEN = re.compile(r"[^\w]|_")
LETTERS_FOR = str.maketrans("0134578@$", "oieastbas")
YOU = frozenset(
    ["you", "your", "yours", "yourself", "you're", "youre", "you've", "you'll", "you’re", "you’ve", "you’ll", "u", "ur"]
)


def number(kind, text):
    return crc32(f"{kind} {text}".encode()) & (SIZE - 1)


@lru_cache(maxsize=50_000)
def folded(word):
    """Return the word without accents, long runs and digits in the place of letters."""
    if not word.isascii():
        word = unicodedata.normalize("NFKD", word)
        word = "".join([character for character in word if not unicodedata.combining(character)])
    if not word.isalpha() and any(character.isalpha() for character in word):
        word = word.translate(LETTERS_FOR)
    return LONG_RUNS.sub(r"\1\1", word)


def words_of(text):
    """Return the words of a text as the score reads them. Letters that stand apart are read together."""
    text = SPACED.sub(lambda found: BETWEEN.sub("", found[0]), text)
    return [folded(word) for word in WORDS.findall(text.lower())[:MOST_WORDS]]


@lru_cache(maxsize=100_000)
def pieces_of(word):
    """Return the numbers of a word's pieces: three to five letters, its ends among them."""
    if word[0] in "!?":
        return ()
    whole = f"<{word}>"
    return tuple(number("c", whole[at : at + long]) for long in (3, 4, 5) for at in range(len(whole) - long + 1))


@lru_cache(maxsize=100_000)
def word_number(word):
    return number("w", word)


def pairs_of(words):
    """Return the numbers of the pairs of neighbours, each pair once."""
    return [crc32(f"b {first} {second}".encode()) & (SIZE - 1) for first, second in set(pairwise(words))]


SHAPES = {name: number("s", name) for name in ("capitals", "exclaims", "asks", "you", "length", "links")}


def shape_of(text, words):
    """Return what there is to say about the text's shape: [(number, how much)]."""
    capitals = sum(map(str.isupper, text)) / max(sum(map(str.isalpha, text)), 1)
    seen = {
        "capitals": min(1.0, max(0.0, capitals - 0.1) * 2),
        "exclaims": min(text.count("!"), 5) / 5,
        "asks": min(text.count("?"), 5) / 5,
        "you": min(sum(word in YOU for word in words), 4) / 4,
        "length": min(len(words), 100) / 100,
        "links": min(len(LINKS.findall(text)), 2) / 2,
    }
    return [(SHAPES[name], much * SHAPE) for name, much in seen.items() if much]


def share(words):
    """Return by how much all that stands in a text of so many words counts: the longer, the less each."""
    return max(len(words), SHORTEST) ** -0.5
