"""The Commission's template of the yearly report, blank: Annex I of Implementing Regulation (EU) 2024/2835.

`annex/` has the parts as the Commission gives them out as CSV, in English: headings (some end with a blank), scopes,
indicators, categories and keywords. The files are named as the sheets are in published reports; in the CSV that the
Commission gives out, part 1 is "summary". Left out are parts 9 and 10 and the rows of 8 and 11 that are only for very
large platforms. Of parts 3 to 6 there are the headings; their rows are the categories of part 2.
"""

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

from .categories import PREFIX

FOLDER = Path(__file__).parent / "annex"
CODE = "Category of illegal content / incompatible with the terms and conditions"
KEYWORD, OTHER, TOTAL = "KEYWORD_", "OTHER", "TOTAL"
ALL = "All"
HOSTS = "Only for providers of hosting services, including online platforms"
PLATFORMS = "Only for providers of online platforms"

CATEGORIES, ORDERS, NOTICES = "2_categories_names", "3_member_states_orders", "4_notices"
ILLEGAL, TERMS = "5_own_initiative_illegal", "6_own_initiative_TC"
# Categories that one part alone has.
ONLY_IN = {"OTHER_VIOLATION_TC": TERMS, "NOT_SPECIFIED_ORDER": ORDERS, "NOT_SPECIFIED_NOTICE": NOTICES}


class Line(NamedTuple):
    """A row of part 2: what stands in the column of categories, and which category and keyword that is."""

    code: str
    category: str
    keyword: str
    description: str


@cache
def columns(part):
    with (FOLDER / f"{part}.csv").open(newline="") as file:
        return next(csv.reader(file))


@cache
def rows(part):
    """Return the rows of a part, each as column → what the template has there."""
    with (FOLDER / f"{part}.csv").open(newline="") as file:
        return list(csv.DictReader(file))


@cache
def lines():
    """Return the rows of part 2: the total, and each category with its keywords after it."""
    found, category = [], ""
    for row in rows(CATEGORIES):
        code = row[CODE]
        category = code.removeprefix(PREFIX) if code.startswith(PREFIX) else category
        keyword = code.removeprefix(KEYWORD) if code.startswith(KEYWORD) else ""
        found.append(Line(code, category, keyword, row["Category description"]))
    return found


def lines_of(part):
    """Return those of the categories that a part has."""
    return [line for line in lines() if ONLY_IN.get(line.category, part) == part]


def sort(part, things):
    """Yield for each category of a part its line, what is described of its "other" keyword, and the things that belong
    there. `things` are pairs of a Kind (categories.py) and whatever is counted; what no keyword fits is "other"."""
    for line in lines_of(part):
        its = [pair for pair in things if belongs(pair[0], line)]
        described = sorted({kind.label.partition(":")[0] for kind, _ in its} - {""}) if line.keyword == OTHER else []
        yield line, ", ".join(described), [thing for _, thing in its]


def belongs(kind, line):
    if line.code == TOTAL:
        return True
    return kind.category == line.category and line.keyword in ("", kind.keyword or OTHER)


def fill(part, facts):
    """Return a row of a part, with these facts in the columns that they name; the others are blank."""
    if strange := facts.keys() - set(columns(part)):
        raise KeyError(f"{part} has no column {sorted(strange)}")
    return [facts.get(column, "") for column in columns(part)]
