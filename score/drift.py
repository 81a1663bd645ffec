"""Whether the comments, or the decisions on them, are other ones this week than before."""

from datetime import timedelta

from django.db.models import Avg, Count, Q

from moderation.models import KEPT, Decision

from .cases import REMOVED
from .models import Score

WEEK = timedelta(days=7)
EDGES = [0.0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.01]  # most comments have a low score


def drift(*, at):
    """Return the last seven days beside the four weeks before: what scores there were, how much was decided."""
    return {"week": between(at - WEEK, at), "before": between(at - 5 * WEEK, at - WEEK)}


def between(since, until):
    scores = Score.objects.filter(scored_at__gt=since, scored_at__lte=until)
    bins = {
        f"bin{place}": Count("pk", filter=Q(value__gte=low, value__lt=high))
        for place, (low, high) in enumerate(zip(EDGES, EDGES[1:], strict=False))
    }
    told = scores.aggregate(number=Count("pk"), mean=Avg("value"), **bins)
    decisions = Decision.objects.considered().filter(
        decided_at__gt=since, decided_at__lte=until, action__in=REMOVED + KEPT
    )
    counted = decisions.aggregate(
        decided=Count("comment", distinct=True), removed=Count("comment", filter=Q(action__in=REMOVED), distinct=True)
    )
    return {
        "number": told["number"],
        "mean": told["mean"],
        "bins": [told[f"bin{place}"] for place in range(len(EDGES) - 1)],
        **counted,
    }
