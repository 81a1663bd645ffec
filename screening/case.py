"""What the checks look at: a text, who wrote it where and when, and what the database knows about that."""

from functools import cached_property

from .fold import fold


class Case:
    """One comment before the checks. `reader` and `article` are None where a text stands alone, and so are `facts`."""

    def __init__(self, *, text, reader=None, article=None, at=None, facts=None):
        self.text, self.reader, self.article, self.at = text, reader, article, at
        self.facts = facts or {}

    @cached_property
    def folded(self):
        return fold(self.text)
