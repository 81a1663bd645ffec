"""Rows for a spreadsheet: with the mark by which it knows the letters, and no formulas."""

import csv
import io

from django.utils import timezone

# What a spreadsheet would take for more than text; some take the wide forms for the same.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")


def as_csv(rows):
    """Return the rows, which are dicts with the same keys, as the bytes of a file."""
    return "".join(lines(rows)).encode()


def lines(rows):
    """Yield the same line by line, for as many rows as there are."""
    yield "\ufeff"
    for number, row in enumerate(rows):
        if number == 0:
            yield line(row)
        yield line([cell(value) for value in row.values()])


def line(cells):
    text = io.StringIO()
    csv.writer(text).writerow(cells)
    return text.getvalue()


def plain(value):
    """Return a time as JSON has it."""
    return timezone.localtime(value).isoformat()


def cell(value):
    if value is None:
        return ""
    if isinstance(value, list):
        value = ", ".join(value)
    elif hasattr(value, "isoformat"):
        value = plain(value)
    elif isinstance(value, bool):
        return "yes" if value else "no"
    elif isinstance(value, int | float):
        return value
    return f"'{value}" if value.startswith(FORMULA) else value
