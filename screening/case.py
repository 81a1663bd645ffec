"""What the checks look at: a text, who wrote it where and when, and what the database knows about that."""

from datetime import UTC, datetime, timedelta
from functools import cached_property
from types import SimpleNamespace

from comments.screen import text_key

from .fingerprint import BANDS, fingerprint
from .fold import fold


class Case:
    """One comment before the checks. `reader` and `article` are None where a text stands alone, and so are `facts`."""

    def __init__(self, *, text, reader=None, article=None, at=None, facts=None):
        self.text, self.reader, self.article, self.at = text, reader, article, at
        self.facts = facts or {}

    @cached_property
    def folded(self):
        return fold(self.text)

    @cached_property
    def key(self):
        return text_key(self.text)

    @cached_property
    def prints(self):
        """As many keys as a text has bands; of a short one, keys that nothing has."""
        return fingerprint(self.text) or [None] * BANDS


# The case by which the question to the database is composed, once for many: each of its values stands for nothing else.
BLANK = Case(text="", reader=SimpleNamespace(pk=-1), article=SimpleNamespace(pk=-2), at=datetime(2, 1, 2, tzinfo=UTC))
BLANK.key = "(the key)"
BLANK.prints = [-11 - band for band in range(BANDS)]
DAYS = (0, 1, 2, 30)  # the times that questions ask about, before the comment


def words(case, *, with_prints):
    """Return what goes into the blanks."""
    days = [timedelta(days=days) for days in DAYS]
    filled = {BLANK.reader.pk: case.reader.pk, BLANK.article.pk: case.article.pk, BLANK.key: case.key}
    filled |= {BLANK.at - ago: case.at - ago for ago in days}
    return filled | (dict(zip(BLANK.prints, case.prints, strict=True)) if with_prints else {})
