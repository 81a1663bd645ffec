"""Whether those who were erased are still gone: named in settings.DOCTOR."""

from . import ledger
from .erase import erase_again


def came_back(fix):
    """Whether a backup has brought back accounts that were erased since it was made."""
    found = len(list(ledger.back()))
    return found, erase_again() if fix else 0, f"{found} accounts that were erased are there again, from a backup."
