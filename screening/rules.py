"""The rules at work, kept ready in each process. They are made anew when their version (pagecache) has moved, which
every comment asks with the one question that it has for the database."""

from typing import NamedTuple

from comments.checks import SHADOW, Found

from . import careful
from .case import BLANK
from .checks import KINDS, PHRASES
from .models import Change, ScreeningRule
from .phrases import Phrases

VERSION = "screening"  # of pagecache.PageVersion: move(VERSION) when a rule at work has changed
NEVER = object()


class Working(NamedTuple):
    """A rule at work: what it lists has been made ready for its check."""

    pk: int
    name: str
    kind: str
    lines: list
    number: int | None
    rule: str  # the title of the published rule
    outcome: str
    ready: object = None


def working(change, outcome=None):
    """Return the rule as this wording of it works."""
    rule = change if isinstance(change, ScreeningRule) else change.rule
    lines = [line for line in map(str.strip, change.lists.splitlines()) if line and not line.startswith("#")]
    title = rule.cites.title if rule.cites_id else ""
    outcome = outcome or (SHADOW if rule.state == ScreeningRule.State.SHADOW else rule.outcome)
    made = Working(rule.pk, rule.name, rule.kind, lines, change.number, title, outcome)
    return made._replace(ready=KINDS[rule.kind].prepare(made))


class Rules:
    """Some rules, and the phrases of which the paper is careful (careful.py), with one index of all their phrases."""

    def __init__(self, rules, version=NEVER, cautions=()):
        self.version, self.rules, self.kinds = version, rules, {rule.kind for rule in rules}
        self.asked, self.cautions = None, cautions
        lines = [(rule.pk, line) for rule in rules if rule.kind in PHRASES for line in rule.lines]
        self.phrases = Phrases(lines + careful.lines(cautions))

    def questions(self):
        """Return what the database is to be asked about a case: subqueries by their names, with blanks for the case."""
        if self.asked is None:
            asked = {}
            for rule in self.rules:
                asked |= KINDS[rule.kind].questions(rule, BLANK)
            self.asked = asked  # whole: other threads ask too
        return self.asked

    def look(self, case):
        """Yield what each rule finds."""
        matches = {}
        for match in self.phrases.find(case.text):
            matches.setdefault(match.owner, []).append(match)
        case.matches = matches
        for rule in self.rules:
            for because, words in KINDS[rule.kind].find(rule, case):
                yield Found(rule.outcome, because, words, rule.kind, rule.pk)
        yield from careful.find(self.cautions, case)


_kept = Rules([])


def kept():
    return _kept


def renew(version):
    """Read the rules at work anew, and the caution phrases; `version`, of both, was read before."""
    global _kept
    changes = Change.objects.at_work().select_related("rule__cites").order_by("rule__name")
    _kept = Rules([working(change) for change in changes], version, careful.read())
    return _kept
