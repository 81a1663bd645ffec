"""Try a text out: what each rule, as it is written now, finds in it. Nothing is stored."""

from .case import Case
from .models import ScreeningRule
from .rules import Rules, working


def try_out(text, *, only=None):
    """Return [(rule, what it found)] of the rules that find something, in one text or in `only` one rule's."""
    rows = ScreeningRule.objects.select_related("cites")
    rows = {rule.pk: rule for rule in (rows.filter(pk=only.pk) if only else rows)}
    found = Rules([working(rule, rule.outcome) for rule in rows.values()]).look(Case(text=text))
    return [(rows[hit.screening], hit) for hit in found]
