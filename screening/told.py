"""Say in a sentence what a rehearsal found."""


def told(rehearsal):
    """Return, as in “would have held 41 of 12,304, 38 of them removed by you”."""
    verb = "held" if rehearsal.rule.outcome == "hold" else "marked"
    if not rehearsal.found:
        return f"Would have {verb} none of {number(rehearsal.looked_at)} comments."
    parts = [f"{number(rehearsal.removed)} of them removed by you", f"{number(rehearsal.kept)} kept"]
    if rehearsal.undecided:
        parts.append(f"{number(rehearsal.undecided)} never decided on")
    return (
        f"Would have {verb} {number(rehearsal.found)} of {number(rehearsal.looked_at)} comments, "
        f"{', '.join(parts)}; by {number(rehearsal.readers)} reader{'s' if rehearsal.readers != 1 else ''}."
    )


def number(value):
    return f"{value:,}"
