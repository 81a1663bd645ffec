"""The few numbers by which texts that are nearly the same are known (MinHash with bands).

The letters of a text are cut into pieces of four; each of some bins keeps the least of the hashes that fall into it. Of
two texts, as many bins agree as they have pieces in common. Four bins make a band, and two texts are near if one
band is the same: nine tenths in common are found 99 times in 100, three tenths 4 times.
"""

from zlib import crc32

from django.utils.crypto import salted_hmac

from comments.screen import LETTERS, SHORT

from .fold import fold

PIECE, BANDS, WIDE = 4, 5, 4
BINS = BANDS * WIDE


def fingerprint(text):
    """Return the keys of the text's bands; none of a short one. Keyed, so that nobody tells from one what was said."""
    letters = LETTERS.sub("", fold(text).text)
    if len(letters) < SHORT:
        return []
    least = [None] * BINS
    for piece in {letters[at : at + PIECE] for at in range(len(letters) - PIECE + 1)}:
        hashed = crc32(piece.encode())
        which, rest = hashed % BINS, hashed // BINS
        if least[which] is None or rest < least[which]:
            least[which] = rest
    bins = filled(least)
    return [key_of(band, bins[band * WIDE : (band + 1) * WIDE]) for band in range(BANDS)]


def filled(bins):
    """Return the bins with those that nothing fell into as the next one that is not empty."""
    return [
        next((at - n, bins[at % BINS]) for at in range(n, n + BINS) if bins[at % BINS] is not None) for n in range(BINS)
    ]


def key_of(band, bins):
    made = salted_hmac("screening.fingerprint", f"{band} {bins}", algorithm="sha256").digest()
    return int.from_bytes(made[:8], signed=True)
