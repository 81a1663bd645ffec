"""The dashboard as it is shown: what was counted, as charts and in words."""

from collections import Counter
from datetime import timedelta

from django.utils.formats import date_format

from accounts.models import User
from moderation.models import ENDS, Decision, Rule

from . import count
from .chart import Chart, shares
from .days import counts_by_day

Action = Decision.Action
WAITS = [(5, "5 minutes"), (15, "15 minutes"), (60, "an hour"), (240, "4 hours"), (1440, "a day")]


def numbers(span, *, people):
    """Return all that the dashboard shows of this span; what each person decided only where `people`."""
    by_day = counts_by_day(span)
    counts = Counter()
    for counted in by_day.values():
        counts.update(counted)
    waited = named(counts, "wait")
    labels = [date_format(edge, "H:i" if span.days == 1 else "D j M") for edge in span.edges]
    came = count.by_hour(span) if span.days == 1 else over_days(span, by_day)
    return {
        "came_in": counts["comments"],
        "held": counts["held"],
        "reports": counts["reports"],
        "comments": Chart(labels, ["Comments"], [came["comments"]]),
        "trouble": Chart(labels, ["Held", "Reports"], [came["held"], came["reports"]]),
        "busiest": busiest(labels, came["comments"]),
        "backlog": count.backlog(span),
        "median": in_time(within(waited, 50)),
        "late": in_time(within(waited, 95)),
        "waits": by_wait(waited),
        "more": count.more(span),
        **decided(counts, people),
    }


def named(counts, kind):
    """Return the counts of one kind: {number: count}."""
    names = ((name.partition(":"), number) for name, number in counts.items())
    return Counter({int(of): number for (begins, _, of), number in names if begins == kind})


def over_days(span, by_day):
    days = [span.first_day + timedelta(days=number) for number in range(span.days)]
    return {name: [by_day[day][name] for day in days] for name in ("comments", "held", "reports")}


def busiest(labels, row):
    return (labels[row.index(max(row))], max(row)) if any(row) else None


def decided(counts, people):
    by_action = {action: counts[f"action:{action}"] for action in Action}
    actions = [(action.label.capitalize(), number) for action, number in by_action.items() if number]
    titles = dict(Rule.objects.values_list("pk", "title"))
    ends = sum(by_action[action] for action in ENDS)
    back, after_all = counts["put back"], counts["removed after all"]
    return {
        "decisions": sum(by_action.values()),
        "removals": by_action[Action.REMOVE],
        "actions": in_order(actions),
        "rules": in_order((titles.get(pk), number) for pk, number in named(counts, "rule").items()),
        "people": people and by_person(counts),
        "turned": {"back": back, "after_all": after_all, "share": percent(back + after_all, ends)},
        "checks": checks(counts),
    }


def by_person(counts):
    numbers = named(counts, "person")
    names = dict(User.objects.filter(pk__in=numbers).values_list("pk", "display_name"))
    return in_order((names.get(pk, "Somebody who has left"), number) for pk, number in numbers.items())


def in_order(rows):
    return shares(sorted(rows, key=lambda row: (-row[1], row[0])))


def checks(counts):
    """Return each check with the comments it found that were decided on, those removed, and the share of these."""
    names = sorted({name.split(":")[1] for name in counts if name.startswith("check:")})
    told = [(name, *(counts[f"check:{name}:{what}"] for what in ("decided", "removed"))) for name in names]
    return [(name, number, gone, percent(gone, number)) for name, number, gone in told]


def percent(part, whole):
    return round(100 * part / whole, 1) if whole else None


def within(waited, wanted):
    """Return within how many minutes so many of a hundred were decided; None where nothing was."""
    wanted, reached = waited.total() * wanted / 100, 0
    for minutes in sorted(waited):
        reached += waited[minutes]
        if reached >= wanted:
            return minutes
    return None


def by_wait(waited):
    """Return how many decisions took up to 5 minutes, from there up to 15, and so on."""
    if not waited:
        return []
    rows, before = [], -1
    for most, words in (*WAITS, (max(waited) + 1440, "longer")):
        number = sum(number for minutes, number in waited.items() if before < minutes <= most)
        rows.append((f"up to {words}" if words != "longer" else words, number))
        before = most
    return shares(rows)


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
