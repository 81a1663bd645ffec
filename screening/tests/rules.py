"""Rules for the tests."""

from screening.models import ScreeningRule
from screening.put import put
from screening.rehearse import rehearse
from screening.write import write


def draft(by, name="House words", kind="words", lists="numpty", outcome="hold", **facts):
    return write(by=by, name=name, kind=kind, lists=lists, outcome=outcome, **facts)


def at_work(by, state="live", **facts):
    rule = draft(by, **facts)
    rehearse(rule=rule)
    return put(rule=rule, state=state, by=by, version_seen=rule.version)


def only(*rules):
    """Take all other rules off, as a test wants to see one alone."""
    from pagecache.move import move

    others = ScreeningRule.objects.exclude(pk__in=[rule.pk for rule in rules])
    others.update(state="draft", at_work_version=None, at_work_since=None)
    move("screening")
