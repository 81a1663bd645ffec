"""Which decisions say whether a rule was right: a person's, that what they read stays or goes."""

from moderation.models import ENDS, Decision

REMOVED = Decision.Action.REMOVE


def ends():
    return Decision.objects.considered().filter(action__in=ENDS)


def last_words(numbers):
    """Return what a person decided last about each of these comments."""
    return dict(ends().filter(comment__in=numbers).order_by("pk").values_list("comment", "action"))
