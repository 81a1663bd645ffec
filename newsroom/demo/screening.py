"""The demo's own rules for comments, beside those that every site begins with."""

from datetime import timedelta

from moderation.models import Rule
from screening.models import ScreeningRule
from screening.put import put
from screening.rehearse import rehearse
from screening.write import write

from . import read


def load_rules(people, now):
    """Write them as the moderators' editor; each was rehearsed before it was put to work."""
    editor, at = people.one_in("Moderators' editor"), now - timedelta(hours=3)
    told = read("screening.toml")
    for name, code in told["stand_for"].items():
        rule = ScreeningRule.objects.get(name=name)
        said = {field: getattr(rule, field) for field in ("name", "kind", "lists", "number", "outcome")}
        write(rule=rule, by=editor, cites=Rule.objects.get(code=code), version_seen=rule.version, at=at, **said)
    for row in told["rules"]:
        state, cites = row.pop("state"), Rule.objects.get(code=row.pop("cites"))
        rule = write(by=editor, cites=cites, at=at, **row)
        rehearse(rule=rule, by=editor, at=now)
        if state != ScreeningRule.State.DRAFT:
            put(rule=rule, state=state, by=editor, version_seen=rule.version, at=at)
