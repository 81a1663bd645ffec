"""Say of each text what the live rules find in it. Nothing is stored."""

import json
import sys
from contextlib import suppress

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.module_loading import import_string

from comments.checks import HOLD, MARK
from screening.case import Case
from screening.models import Change, ScreeningRule
from screening.rules import Rules, working

NEEDS_A_STORY = {"newlinks", "repeats", "near", "newcomers", "risk"}


class BadLine(Exception):
    """A line cannot be read; the message says why."""


class Command(BaseCommand):
    help = (
        "Read JSON objects, one a line, with a `text`; write each with what the rules that are live find in it: "
        "`outcome` (pass, mark or hold), `hits`, `score`, `because`. Rules that ask who wrote where have no say here."
    )

    def add_arguments(self, parser):
        parser.add_argument("--shadow", action="store_true", help="Let the rules in the shadow have their say too.")

    def handle(self, *args, shadow, **options):
        rules = at_work(shadow)
        score = import_string(settings.COMMENT_SCORE) if settings.COMMENT_SCORE else None
        bad = 0
        source = getattr(sys.stdin, "buffer", None) or sys.stdin
        with suppress(BrokenPipeError):
            for line in source:
                if not line.strip():
                    continue
                answer = answer_to(line, rules, score)
                bad += "error" in answer
                self.stdout.write(json.dumps(answer))
                self.stdout.flush()
        if bad:
            self.stderr.write(f"{bad} line{'s' if bad > 1 else ''} could not be read.")
            sys.exit(1)


def at_work(shadow):
    changes = Change.objects.at_work().exclude(rule__kind__in=NEEDS_A_STORY).select_related("rule__cites")
    if not shadow:
        changes = changes.filter(rule__state=ScreeningRule.State.LIVE)
    return Rules([working(change, change.rule.outcome) for change in changes.order_by("rule__name")])


def answer_to(line, rules, score):
    try:
        given = read(line)
    except BadLine as error:
        return {"error": str(error)}
    if not isinstance(given.get("text"), str):
        return {**given, "error": "It has no `text`."}
    return {**given, **result(given["text"], rules, score)}


def read(line):
    try:
        given = json.loads(line.decode("utf-8") if isinstance(line, bytes) else line)
    except (ValueError, RecursionError) as error:
        raise BadLine(f"This is no JSON: {error}") from None
    if not isinstance(given, dict):
        raise BadLine('A line is an object, as in {"text": "…"}.')
    return given


def result(text, rules, score):
    names = {rule.pk: rule.name for rule in rules.rules}
    found = list(rules.look(Case(text=text)))
    outcomes = {hit.outcome for hit in found}
    return {
        "outcome": HOLD if HOLD in outcomes else MARK if MARK in outcomes else "pass",
        "hits": [
            {"rule": names[hit.screening], "words": hit.words, "because": hit.because, "outcome": hit.outcome}
            for hit in found
        ],
        "score": score(text) if score else None,
        "because": " ".join(dict.fromkeys(hit.because for hit in found)),
    }
