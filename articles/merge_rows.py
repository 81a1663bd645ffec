"""The rows of a story (bylines, photos, related stories) of three versions, taken apart by what each row is of.

A place is "12" for the row itself (whether it stands), "12.role" for what it says, "lead" for which photo is the lead,
"order" for the order in which they stand.
"""

# What a row says beside what it is of. Decorative and alt text exclude each other: one choice for both.
SAYS = {
    "bylines": {"role": [1]},
    "figures": {"place": [1], "own_caption": [2], "own_credit": [3], "own_alt_text": [4, 5]},
    "related": {},
}
LEAD, GALLERY = "lead", "gallery"


def by_key(rows):
    """Return the rows by what they are of."""
    return {row[0] if isinstance(row, list) else row: row for row in rows}


def says(row, columns):
    """Return what a row says in these columns; versions of before a column was do not have it."""
    found = [row[column] if column < len(row) else False for column in columns]
    return found[0] if len(found) == 1 else found


def rows_parts(name, base, theirs, mine):
    """Yield each place with its value in the three versions."""
    sides = [by_key(side) for side in (base, theirs, mine)]
    for key in dict.fromkeys(key for side in sides for key in side):
        found = [side.get(key) for side in sides]
        yield from row_parts(name, key, found)
    if name == "figures":
        yield LEAD, [lead_of(side) for side in (base, theirs, mine)]
    yield "order", orders(*(list(side) for side in sides))


def row_parts(name, key, found):
    base, theirs, mine = found
    if theirs is None or mine is None:
        # One of them has it not. Where that one took it out and the other changed it, they differ as a whole.
        yield f"{key}", [base, theirs, mine]
        return
    yield f"{key}", [base is not None or None, True, True]
    for field, columns in SAYS[name].items():
        nothing = ["", False] if len(columns) > 1 else ""
        yield f"{key}.{field}", [says(row, columns) if row is not None else nothing for row in found]


def lead_of(rows):
    return next((row[0] for row in rows if row[1] == LEAD), None)


def orders(base, theirs, mine):
    """Return the three orders of what stands in all of them: whatever was added or taken out has none in common."""
    shared = {*base} & {*theirs} & {*mine}
    return [[key for key in side if key in shared] for side in (base, theirs, mine)]


def rows_value(name, values, base, theirs, mine):
    """Put the rows together again from the values of their places."""
    sides = [by_key(theirs), by_key(mine)]
    rows = {}
    for key in dict.fromkeys([*sides[0], *sides[1]]):
        stands = values.get(f"{key}")
        if stands is None:
            continue
        row = (sides[0].get(key) or sides[1].get(key)) if stands is True else stands
        rows[key] = [*row] if isinstance(row, list) else row
        for field, columns in SAYS[name].items():
            if f"{key}.{field}" in values:
                set_columns(rows[key], columns, values[f"{key}.{field}"])
    if name == "figures":
        settle_lead(rows, values[LEAD], by_key(base))
    return [rows[key] for key in in_order(rows, values["order"], *map(list, sides))]


def set_columns(row, columns, value):
    for column, each in zip(columns, value if len(columns) > 1 else [value], strict=True):
        row[column:] = [each, *row[column + 1 :]]


def settle_lead(rows, lead, base):
    """Let one photo be the lead. Another that was to be it too stays where it was, or in the gallery."""
    for key, row in rows.items():
        if key == lead:
            row[1] = LEAD
        elif row[1] == LEAD:
            before = base[key][1] if key in base else LEAD
            row[1] = GALLERY if before == LEAD else before


def in_order(rows, shared, theirs, mine):
    """Return the keys of the rows: what all had in the order that was settled, each other one behind that which it
    stood behind."""
    found = [key for key in shared if key in rows]
    for side in (theirs, mine):
        for number, key in enumerate(side):
            if key in rows and key not in found:
                before = [found.index(other) for other in side[:number] if other in found]
                found.insert(before[-1] + 1 if before else 0, key)
    return found
