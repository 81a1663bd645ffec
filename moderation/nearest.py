"""What was decided about the nearest texts: so that the same is decided the same."""

from collections import Counter
from math import log, sqrt

import regex

from .models import Decision

LOOKED_AT = 3_000  # of the last decisions; to compare with so many takes some hundredths of a second
NEAREST, NEAR_ENOUGH = 5, 0.15
WORD = regex.compile(r"[\p{L}\p{N}]{2,}")


def nearest(comment):
    """Return the last decisions on the texts that share most of their rarer words with this one: (decision, share in
    hundredths), the nearest first; never on this comment itself."""
    rows = Decision.objects.considered().exclude(comment=comment.pk)
    rows = rows.exclude(action__in=[Decision.Action.PASS, Decision.Action.HOLD]).order_by("-pk")
    texts = [(pk, words_of(text)) for pk, text in rows.values_list("pk", "text")[:LOOKED_AT]]
    common = Counter(word for _, words in texts for word in words)
    weights = {word: log((1 + len(texts)) / number) ** 2 for word, number in common.items()}
    own = {word for word in words_of(comment.text) if word in weights}
    near = sorted(((likeness(own, words, weights), pk) for pk, words in texts), reverse=True)
    shares = {pk: round(100 * share) for share, pk in near[:NEAREST] if share >= NEAR_ENOUGH}
    found = Decision.objects.select_related("moderator", "rule", "comment").in_bulk(shares)
    return [(found[pk], share) for pk, share in shares.items()]


def words_of(text):
    return set(WORD.findall(text.casefold()))


def likeness(own, other, weights):
    """Return how much two sets of words have in common, from 0 to 1: the cosine of their weights."""
    shared = sum(weights[word] for word in own & other)
    if not shared:
        return 0.0
    return shared / sqrt(sum(weights[word] for word in own) * sum(weights[word] for word in other))
