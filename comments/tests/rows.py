from typing import NamedTuple

from comments.models import Comment


class Row(NamedTuple):
    """A row of a thread (comments/shown.py: FIELDS), by its names."""

    pk: int
    path: str
    status: str
    html: str
    posted: str
    name: str
    answered: str | None

    @property
    def is_visible(self):
        return self.status == Comment.Status.VISIBLE


def rows(thread):
    return [Row(*row) for row in thread.rows]
