"""The rules that a site begins with: a migration makes them."""

from pathlib import Path

LISTS = Path(__file__).with_name("lists")
NOTE = "Came with Newsroom."
# What Newsroom has always looked for.
ALWAYS = [
    {"name": "Many links", "kind": "links", "number": 3, "outcome": "hold"},
    {"name": "Links from new accounts", "kind": "newlinks", "outcome": "hold"},
    {"name": "Shouting", "kind": "shouting", "number": 70, "outcome": "mark"},
    {"name": "The same text again", "kind": "repeats", "outcome": "hold"},
]
# Live on a new site. On one that has comments, in the shadow: nothing changes until its editor says so.
BEGINS_WITH = [
    {"name": "Slurs and threats", "kind": "words", "list": "slurs.txt", "outcome": "hold"},
    {"name": "Insults", "kind": "words", "list": "insults.txt", "outcome": "mark"},
    {"name": "About the law", "kind": "legal", "list": "legal.txt", "outcome": "mark"},
    {"name": "Personal data", "kind": "personal", "outcome": "hold"},
    {"name": "One text from many accounts", "kind": "near", "number": 5, "outcome": "hold"},
    {"name": "Stories that are watched", "kind": "risk", "outcome": "hold"},
]
# For an editor to take up.
DRAFTS = [{"name": "First comments", "kind": "newcomers", "number": 1, "outcome": "hold"}]


def make_rules(ScreeningRule, Change, *, is_new, at):
    """Make those that are missing. A migration hands in its own historic models."""
    for rows, state in ((ALWAYS, "live"), (BEGINS_WITH, "live" if is_new else "shadow"), (DRAFTS, "draft")):
        for row in rows:
            if not ScreeningRule.objects.filter(name=row["name"]).exists():
                make_rule(ScreeningRule, Change, row, state, at)


def make_rule(ScreeningRule, Change, row, state, at):
    row = dict(row)
    name, kind, file = row.pop("name"), row.pop("kind"), row.pop("list", "")
    said = {"lists": (LISTS / file).read_text(encoding="utf-8").strip() if file else "", **row}
    works = {} if state == "draft" else {"at_work_version": 1, "at_work_since": at}
    rule = ScreeningRule.objects.create(name=name, kind=kind, state=state, **said, **works)
    Change.objects.create(rule=rule, version=1, worded=True, state=state, note=NOTE, at=at, **said)
