"""The dashboard as it is shown: what count.py counted, with its charts and in words."""

from collections import Counter

from django.utils.formats import date_format

from moderation.models import Decision

from . import count
from .chart import Chart, shares
from .waited import minutes_waited, share_of

Action = Decision.Action
WAITS = [(5, "up to 5 minutes"), (15, "up to 15 minutes"), (60, "up to an hour"), (240, "up to 4 hours")]
WAITS += [(1440, "up to a day"), (float("inf"), "longer")]


def numbers(span, *, people):
    """Return all that the dashboard shows of this span; what each person decided only where `people`."""
    inflow = {"in": count.comments_in(span), "held": count.held_in(span), "reported": count.reported_in(span)}
    labels = [label_of(edge, span) for edge in span.edges]
    waited = minutes_waited(span)
    return {
        "inflow": {name: sum(row) for name, row in inflow.items()},
        "comments": Chart(labels, ["Comments"], [inflow["in"]]),
        "trouble": Chart(labels, ["Held", "Reported"], [inflow["held"], inflow["reported"]]),
        "busiest": busiest(labels, inflow["in"]),
        "backlog": count.backlog(span),
        "median": in_time(share_of(waited, 50)),
        "late": in_time(share_of(waited, 95)),
        "waits": shares(by_wait(waited)),
        "checks": checks(span),
        "more": count.more(span),
        **decided(span, people),
    }


def label_of(edge, span):
    return date_format(edge, "H:i" if span.days == 1 else "D j M")


def busiest(labels, row):
    return (labels[row.index(max(row))], max(row)) if any(row) else None


def decided(span, people):
    by_action, by_rule, by_person = Counter(), Counter(), Counter()
    for action, rule, name, number in count.decisions(span):
        by_action[action] += number
        by_person[name] += number
        if action == Action.REMOVE:
            by_rule[rule] += number
    back, removed = count.turned_round(span)
    ends = by_action[Action.KEEP] + by_action[Action.SETTLE] + by_action[Action.REMOVE]
    actions = [(Action(action).label.capitalize(), number) for action, number in by_action.most_common()]
    return {
        "decisions": by_action.total(),
        "removals": by_action[Action.REMOVE],
        "actions": shares(actions),
        "rules": shares(by_rule.most_common()),
        "people": shares(by_person.most_common()) if people else None,
        "turned": {"back": back, "removed": removed, "number": back + removed, "share": percent(back + removed, ends)},
    }


def by_wait(waited):
    """Return how many were decided within each of WAITS, and later than in the one before."""
    rows, before = [], -1
    for most, words in WAITS:
        rows.append((words, sum(number for minutes, number in waited.items() if before < minutes <= most)))
        before = most
    return rows if any(number for _, number in rows) else []


def checks(span):
    """Return each check with what it found, what was decided of that, what removed, and the share of it."""
    return [(name, found, done, gone, percent(gone, done)) for name, found, done, gone in count.precision(span)]


def percent(part, whole):
    return round(100 * part / whole, 1) if whole else None


def in_time(minutes):
    """Say so many minutes: “12 minutes”, “3 h 5 min”, “2 days 4 h”."""
    if minutes is None:
        return None
    if minutes < 120:
        return "less than a minute" if minutes < 1 else f"{minutes} minute{'s' if minutes > 1 else ''}"
    hours, rest = divmod(minutes, 60)
    if hours < 48:
        return f"{hours} h {rest} min" if rest else f"{hours} h"
    days, hours = divmod(hours, 24)
    return f"{days} days {hours} h" if hours else f"{days} days"
