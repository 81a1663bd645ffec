"""Put a rule to work, in the shadow or live, or take it off."""

from django.db import transaction
from django.utils import timezone

from pagecache.move import move

from .models import ScreeningRule
from .rules import VERSION
from .write import Changed, Refused, may_write, noted

State = ScreeningRule.State


class NotRehearsed(Refused):
    """What it looks for was not tried on past comments."""


@transaction.atomic
def put(*, rule, state, by, version_seen, at=None):
    """Let the rule as it is written now work in this state from the next comment on, and return it.

    Live goes only what was rehearsed just so. Raises NotAllowed, NotRehearsed or Changed.
    """
    may_write(by)
    at = at or timezone.now()
    rule = ScreeningRule.objects.select_for_update().get(pk=rule.pk)
    if rule.version != version_seen:
        raise Changed("Somebody has changed this rule since you opened it. Please look at it again.")
    if state == State.LIVE and not rule.rehearsals.filter(version=rule.version, ended_at__isnull=False).exists():
        raise NotRehearsed("Rehearse the rule as it is now before it goes live: then you know what it would have held.")
    version = None if state == State.DRAFT else rule.version
    if (rule.state, rule.at_work_version) == (state, version):
        return rule
    rule.state, rule.at_work_version, rule.at_work_since = state, version, at if version else None
    rule.save(update_fields=["state", "at_work_version", "at_work_since"])
    move(VERSION, purge=False)
    return noted(rule, by=by, at=at)
