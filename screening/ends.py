"""Which decisions say whether a rule was right: a person's, that a comment stays or goes, and that stand."""

from moderation.models import Decision

KEPT = (Decision.Action.KEEP, Decision.Action.SETTLE)
REMOVED = Decision.Action.REMOVE


def ends():
    return Decision.objects.standing().filter(moderator__isnull=False, action__in=[*KEPT, REMOVED])
