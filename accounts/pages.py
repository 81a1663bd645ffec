"""Long lists, page by page: newest first, each page beginning where the one before ended."""


def page_of(rows, request, size):
    """Return one page of `rows`, and the number behind which the next begins, or None. `?before=` says where."""
    before = request.GET.get("before", "")
    if before.isdecimal() and len(before) < 19:
        rows = rows.filter(pk__lt=before)
    found = list(rows.order_by("-pk")[: size + 1])
    return found[:size], found[size - 1].pk if len(found) > size else None
