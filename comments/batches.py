"""Long lists in pieces: databases take a query of so many values and no more."""

BATCH = 500


def batches(rows):
    """Return the pieces of the list, in its order."""
    return (rows[first : first + BATCH] for first in range(0, len(rows), BATCH))
