"""Slips in a story's text that can be told without knowing what it is about: few, and those that are right."""

import re
from datetime import date
from difflib import SequenceMatcher

from django.utils import timezone

from caution.words import words
from images.check import DAY, MONTH

from .points import Point

ALIKE = 0.9
SHORT = 4  # words: so short a text may well be said twice
# As in “TK minister's age”, and what stands where a name was to come.
TO_COME = re.compile(r"\b(?:TK(?:TK)*|TODO|X{3,}|lorem ipsum)\b|\?{3,}", re.IGNORECASE)
TWICE = re.compile(r"\b(the|a|an|and|of|to|for|with|from|at|by|are|were|was|as)\s+\1\b", re.IGNORECASE)
NUMBER = r"(\d{1,2})(?:st|nd|rd|th)?"
DATED = re.compile(
    rf"\b({DAY}),?\s+(?:the\s+)?(?:{NUMBER}\s+(?:of\s+)?({MONTH})|({MONTH})\s+{NUMBER})\b\.?(?:,?\s+(\d{{4}})\b)?",
    re.IGNORECASE,
)
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
STRAIGHT = re.compile(r'(?<!\d)"')  # behind a number it stands for inches


def text(paragraphs, at):
    """Yield the slips in a text that is to be read at `at`, a Point each: of each kind the first."""
    for slip in (to_come, twice, wrong_day, left_open):
        if sentence := next(filter(None, slip(paragraphs, at)), None):
            yield Point(sentence, "id_body")


def to_come(paragraphs, at):
    for paragraph in paragraphs:
        if found := TO_COME.search(paragraph):
            yield f"The text says “{found[0]}”: something was to come there."


def twice(paragraphs, at):
    for paragraph in paragraphs:
        if found := TWICE.search(paragraph):
            yield f"The text says “{found[0]}”."


def wrong_day(paragraphs, at):
    for paragraph in paragraphs:
        for found in DATED.finditer(paragraph):
            yield about_day(found, timezone.localdate(at))


def about_day(found, today):
    """Say what is wrong with a weekday and a date; of one without a year, the nearest is meant."""
    weekday, number, month, other_month, other_number, year = found.groups()
    month = MONTHS.index((month or other_month)[:3].casefold()) + 1
    days = [day for each in years(year, today) if (day := on(each, month, int(number or other_number)))]
    if not days:
        return f"“{found[0]}”: there is no such day."
    meant = min(days, key=lambda day: abs(day - today))
    right = DAYS[meant.weekday()]
    return "" if right.casefold() == weekday.casefold() else f"“{found[0]}”: {meant.day} {meant:%B %Y} is a {right}."


def years(year, today):
    return [int(year)] if year else [today.year - 1, today.year, today.year + 1]


def on(year, month, number):
    try:
        return date(year, month, number)
    except ValueError:
        return None


def left_open(paragraphs, at):
    """Say where a quotation is not closed, or not opened. One that goes on in the next paragraph opens there again."""
    for paragraph, after in zip(paragraphs, [*paragraphs[1:], ""], strict=False):
        opened, closed = paragraph.count("“"), paragraph.count("”")
        goes_on = after.startswith(("“", '"'))
        odd = len(STRAIGHT.findall(paragraph)) % 2 and not goes_on
        if odd or opened != closed and not (goes_on and opened == closed + 1):
            yield f"A quotation is not closed, or not opened: “{paragraph[:40].strip('“”')}…”."


def begins_alike(text, other):
    """Tell whether a text begins with another one, in nearly the same words."""
    there, here = words(text), words(other)
    if len(here) < SHORT or len(there) < SHORT:
        return False
    return SequenceMatcher(None, there[: len(here)], here, autojunk=False).ratio() >= ALIKE
