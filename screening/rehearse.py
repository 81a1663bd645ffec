"""Rehearse a rule: look at the comments of the last days as it would have, and count who was right.

Comments are read some hundreds at a time, without a lock. What the database knew when a comment was posted is asked
anew for each; only how much of a thread was removed is told as it stands today.
"""

from collections import defaultdict, deque
from datetime import timedelta
from types import SimpleNamespace

from django.db.models import Min
from django.utils import timezone
from django_tasks import task

from comments.erase import SENTENCE
from comments.models import Comment
from comments.screen import DAY, text_key

from .case import Case
from .checks.near import DAYS
from .ends import REMOVED, last_words
from .fingerprint import fingerprint
from .models import Change, Rehearsal, ScreeningRule
from .rules import Rules, working
from .screen import ask
from .write import Refused, may_write

BATCH = 500
SAMPLES = 10
MOST_DAYS = 730
Kind = ScreeningRule.Kind


class TooLong(Refused):
    """So many days are not rehearsed."""


def rehearse(*, rule, days=90, by=None, at=None):
    """Rehearse the rule as it is written now, and return the Rehearsal. Without `by`, it was asked for by command."""
    return run(begin(rule=rule, days=days, by=by, at=at))


def begin(*, rule, days=90, by=None, at=None):
    """Store that the rule is to be rehearsed; run() does it. Raises NotAllowed or TooLong."""
    if by is not None:
        may_write(by)
    if not 1 <= days <= MOST_DAYS:
        raise TooLong(f"Choose from 1 to {MOST_DAYS} days.")
    return Rehearsal.objects.create(rule=rule, version=rule.version, days=days, by=by, begun_at=at or timezone.now())


@task()
def run_soon(number):
    """Run a rehearsal by the task worker, if that was not done."""
    rehearsal = Rehearsal.objects.filter(pk=number, ended_at=None).first()
    if rehearsal:
        run(rehearsal)


def run(rehearsal):
    """Look at the comments as the wording would have that was asked about, whatever the rule says by now."""
    wordings = Change.objects.select_related("rule__cites").filter(worded=True)
    rules = Rules([working(wordings.get(rule=rehearsal.rule_id, version=rehearsal.version))])
    memory = Memory()
    samples = {name: deque(maxlen=SAMPLES) for name in ("right", "wrong", "open")}
    readers = set()
    for comments in batches_of(rehearsal):
        found = [comment for comment in comments if is_found(rules, comment, memory)]
        last = last_words([comment.pk for comment in found])
        rehearsal.looked_at += len(comments)
        for comment in found:
            action = last.get(comment.pk)
            kind = "right" if action == REMOVED else "wrong" if action else "open"
            samples[kind].append(comment.pk)
            readers.add(comment.reader_id)
            rehearsal.found += 1
            rehearsal.removed += kind == "right"
            rehearsal.kept += kind == "wrong"
    rehearsal.readers, rehearsal.ended_at = len(readers), timezone.now()
    for name, numbers in samples.items():
        setattr(rehearsal, name, list(numbers)[::-1])
    rehearsal.save()
    return rehearsal


def batches_of(rehearsal):
    since = rehearsal.begun_at - timedelta(days=rehearsal.days)
    rows = Comment.objects.filter(posted_at__gte=since, posted_at__lte=rehearsal.begun_at)
    after = (rows.aggregate(first=Min("pk"))["first"] or 1) - 1
    rows = rows.exclude(text=SENTENCE).select_related("reader").order_by("pk")
    while comments := list(rows.filter(pk__gt=after)[:BATCH]):
        yield comments
        after = comments[-1].pk


def is_found(rules, comment, memory):
    article = SimpleNamespace(pk=comment.article_id)
    case = Case(text=comment.text, reader=comment.reader, article=article, at=comment.posted_at)
    kind = rules.rules[0].kind
    if kind in (Kind.NEWCOMERS, Kind.RISK):
        case.facts = ask(rules, case)
    elif kind == Kind.REPEATS:
        case.facts = memory.repeats(case)
    elif kind == Kind.NEAR:
        case.facts = memory.near(case)
    return any(True for _ in rules.look(case))


class Memory:
    """What was said before in a rehearsal: the keys that the database has forgotten."""

    def __init__(self):
        self.said, self.prints = defaultdict(list), defaultdict(list)

    def repeats(self, case):
        key, mine = text_key(case.text), (case.reader.pk, case.article.pk)
        if not key:
            return {}
        earlier = [(who, where) for at, who, where in self.said[key] if case.at - DAY < at and (who, where) != mine]
        self.said[key].append((case.at, *mine))
        return {"repeats_by": earlier[0][0]} if earlier else {}

    def near(self, case):
        keys, since = fingerprint(case.text), case.at - timedelta(days=DAYS)
        others = {who for key in keys for at, who in self.prints[key] if at > since and who != case.reader.pk}
        for key in keys:
            self.prints[key].append((case.at, case.reader.pk))
        return {"near_others": len(others)}
