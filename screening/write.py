"""Write a rule: what it looks for, what it cites, what follows."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from pagecache.move import move

from .checks import KINDS, PHRASES
from .models import Change, ScreeningRule
from .phrases import words_of
from .rules import VERSION, working

MOST_LINES, MOST_LETTERS = 5000, 200_000
Kind, State = ScreeningRule.Kind, ScreeningRule.State
NEED_A_LIST = {Kind.WORDS, Kind.LEGAL, Kind.HOSTS}
MAY_CHANGE = "screening.change_screeningrule"


class Refused(Exception):
    """The rule cannot be written so; the message says why."""


class NotAllowed(Refused):
    """This person does not write rules."""


class NameTaken(Refused):
    """There is another rule of that name."""


class BadList(Refused):
    """The list has something that cannot be looked for."""


class Changed(Refused):
    """Somebody else has written the rule since it was seen."""


def write(*, rule=None, by, name, kind, lists="", number=None, cites=None, outcome, version_seen=0, at=None):
    """Store the rule, new or as it now is, and return it.

    A rule at work goes on looking for what it looked for: its new wording is a draft until it is put to work. What it
    cites and what follows hold at once. Raises NotAllowed, NameTaken, BadList or Changed.
    """
    may_write(by)
    facts = {"name": name, "lists": lists.strip(), "number": number, "cites": cites, "outcome": outcome}
    try:
        with transaction.atomic():
            return store(rule, facts, kind=kind, by=by, version_seen=version_seen, at=at)
    except IntegrityError as error:  # by somebody who saved in the same moment; the form looks for the others
        raise NameTaken("Somebody has just saved a rule of this name. Please give this one another.") from error


def store(rule, facts, *, kind, by, version_seen, at):
    can_be_looked_for(ScreeningRule(kind=rule.kind if rule else kind, lists=facts["lists"], number=facts["number"]))
    if rule is None:
        rule = ScreeningRule.objects.create(kind=kind, **facts)
        return noted(rule, worded=True, by=by, at=at)
    rule = ScreeningRule.objects.select_for_update().get(pk=rule.pk)
    if rule.version != version_seen:
        raise Changed("Somebody has changed this rule since you opened it. Please compare, and save again.")
    worded = (rule.lists, rule.number) != (facts["lists"], facts["number"])
    said = [name for name in ("cites", "outcome", "name") if getattr(rule, name) != facts[name]]
    if not worded and not said:
        return rule
    for field, value in facts.items():
        setattr(rule, field, value)
    rule.version += worded
    rule.save(update_fields=[*facts, "version"])
    if said and rule.state != State.DRAFT:
        move(VERSION, purge=False)
    return noted(rule, worded=worded, by=by, at=at)


def may_write(by):
    if not by.has_perm(MAY_CHANGE):
        raise NotAllowed("Rules are written by the moderators’ editor.")


def can_be_looked_for(rule):
    """Raise BadList unless each line of the list can be looked for."""
    if len(rule.lists) > MOST_LETTERS or len(rule.lines) > MOST_LINES:
        raise BadList(f"A list has {MOST_LINES:,} lines and {MOST_LETTERS:,} characters at most.")
    if rule.kind in NEED_A_LIST and not rule.lines:
        raise BadList("Write what it looks for, one a line.")
    try:
        if rule.kind in PHRASES:
            for line in rule.lines:
                words_of(line)
        working(rule)
    except ValueError as error:
        raise BadList(str(error)) from error
    if rule.kind == Kind.PERSONAL and (strange := set(rule.lines) - set(KINDS[rule.kind].PATTERNS)):
        known = ", ".join(KINDS[rule.kind].PATTERNS)
        raise BadList(f"“{min(strange)[:60]}” is not known. It can look for: {known}.")


def noted(rule, *, worded=False, by=None, note="", at=None):
    """Add to the rule's history how it stands, and return it."""
    Change.objects.create(
        rule=rule,
        version=rule.version,
        worded=worded,
        lists=rule.lists,
        number=rule.number,
        cites=rule.cites,
        outcome=rule.outcome,
        state=rule.state,
        note=note,
        by=by,
        at=at or timezone.now(),
    )
    return rule
