"""How right a rule is: of what it found and a person decided on, how much was removed."""

from typing import NamedTuple

from django.conf import settings
from django.db.models import Count, OuterRef, Q, Subquery

from comments.checks import HOLD
from comments.models import Hit

from .ends import REMOVED, ends, last_words
from .models import ScreeningRule, ShadowHit

LAST = 500  # of what a rule held: enough to weigh it by, and soon asked


class Precision(NamedTuple):
    hits: int = 0
    decided: int = 0
    removed: int = 0

    @property
    def per_cent(self):
        return round(100 * self.removed / self.decided) if self.decided else None

    @property
    def is_mostly_wrong(self):
        enough = self.decided >= settings.SCREENING_ENOUGH
        return enough and self.removed * 100 < self.decided * settings.SCREENING_FLOOR


def precision_of(rules):
    """Return the Precision of each rule at work, by its number: since it looks for what it now looks for."""
    live = [rule for rule in rules if rule.state == ScreeningRule.State.LIVE]
    shadow = [rule for rule in rules if rule.state == ScreeningRule.State.SHADOW]
    found = counted(Hit.objects.all(), "screening", "comment__posted_at", live)
    return found | counted(ShadowHit.objects.all(), "rule", "hit_at", shadow)


def counted(hits, rule, time, rules):
    if not rules:
        return {}
    since = Q()
    for one in rules:
        since |= Q(**{rule: one.pk, f"{time}__gte": one.at_work_since})
    decisions = ends().filter(comment=OuterRef("comment"))
    rows = (
        hits.filter(since)
        .order_by()
        .annotate(last=Subquery(decisions.order_by("-pk").values("action")[:1]))
        .values(rule)
        .annotate(
            hits=Count("comment", distinct=True),
            decided=Count("comment", distinct=True, filter=Q(last__isnull=False)),
            removed=Count("comment", distinct=True, filter=Q(last=REMOVED)),
        )
    )
    return {row[rule]: Precision(row["hits"], row["decided"], row["removed"]) for row in rows}


def of_holds(rule):
    """Return the Precision of a live rule that holds, by the LAST comments that it held since it looks for what it now
    looks for, and since it last only marked."""
    since = [rule.at_work_since, *rule.changes.exclude(outcome=HOLD).values_list("at", flat=True)[:1]]
    hits = Hit.objects.filter(screening=rule.pk, outcome=HOLD, comment__posted_at__gte=max(since))
    held = set(hits.order_by("-pk").values_list("comment", flat=True)[:LAST])
    actions = list(last_words(held).values())
    return Precision(len(held), len(actions), actions.count(REMOVED))
