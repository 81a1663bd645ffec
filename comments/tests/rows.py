from typing import NamedTuple

from comments.models import Comment


class Row(NamedTuple):
    """A row of a thread (comments/shown.py: FIELDS), by its names."""

    pk: int
    path: str
    status: str
    html: str
    posted: str
    edited: str | None
    likes: int
    picked: str | None
    reader: int
    name: str
    parent: int | None
    its_status: str | None
    its_name: str | None

    @property
    def is_visible(self):
        return self.status == Comment.Status.VISIBLE


def rows(thread):
    return [Row(*row) for row in thread.rows]
