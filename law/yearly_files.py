"""The yearly report as files: the CSVs of the Commission's template, what it does not ask for, a page to read, and the
statements as the Commission's database takes them."""

import json

from django.template.loader import render_to_string

from accounts.spreadsheet import cell, line

from .export import batches
from .models import Statement
from .yearly import tables
from .yearly_counts import within
from .yearly_form import CATEGORIES, ILLEGAL, NOTICES, ORDERS, TERMS, lines

SAME_EVERYWHERE = ("Applicability", "Service", "Reporting period")
COUNTED_BY_CATEGORY = (ORDERS, NOTICES, ILLEGAL, TERMS)


def files(year):
    """Yield the name and the bytes of each file of the report."""
    found = tables(year)
    for table in found:
        yield f"{table.name}.csv", as_csv(table)
    context = {"year": year, "tables": [to_read(table) for table in found]}
    yield "report.html", render_to_string("law/yearly.html", context).encode()


def statements(span):
    """Yield the files with the statements of reasons of a year, as they can be sent."""
    made = Statement.objects.filter(within("made_at", span))
    for number, some in enumerate(batches(made), start=1):
        yield f"statements-{number:04}.json", json.dumps(some, ensure_ascii=False, indent=1).encode()


def as_csv(table):
    """As the template asks for it: UTF-8, and lines by RFC 4180."""
    return "".join(line([cell(value) for value in row]) for row in [table.columns, *table.rows]).encode()


def to_read(table):
    """Return the table without what says nothing: columns that are blank or the same everywhere; and, of categories,
    those of which nothing was counted. Categories are told in words."""
    rows, nothing = table.rows, [""]
    if table.name in COUNTED_BY_CATEGORY:
        words = {line.code: line.description for line in lines()}
        rows = [row for row in rows if any(isinstance(cell, int) and cell for cell in row)]
        rows = [[*row[:3], words[row[3]], *row[4:]] for row in rows]
        nothing = ["", 0]
    elif table.name == CATEGORIES:
        rows = [row for row in rows if row[-1]]
    told = [
        at
        for at, column in enumerate(table.columns)
        if column not in SAME_EVERYWHERE and any(row[at] not in nothing for row in rows)
    ]
    return table._replace(columns=[table.columns[at] for at in told], rows=[[row[at] for at in told] for row in rows])
