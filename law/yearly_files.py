"""The yearly report as files: a CSV for each table, a page to read, and the statements as the Commission takes them."""

import csv
import io
import json

from django.template.loader import render_to_string

from .export import batches
from .models import Statement
from .yearly import tables, within


def files(year):
    """Yield the name and the bytes of each file of the report."""
    found = tables(year)
    for table in found:
        yield f"{table.name}.csv", as_csv(table)
    yield "report.html", render_to_string("law/yearly.html", {"year": year, "tables": found}).encode()


def statements(span):
    """Yield the files with the statements of reasons of a year, as they can be sent."""
    made = Statement.objects.filter(within("made_at", span))
    for number, some in enumerate(batches(made), start=1):
        yield f"statements-{number:04}.json", json.dumps(some, ensure_ascii=False, indent=1).encode()


def as_csv(table):
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows(table.rows)
    return text.getvalue().encode()
