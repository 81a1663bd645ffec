"""A conversation of any size, and a reader who pages through it."""

import re
import uuid
from html import unescape

from django.db import connection
from django.utils.html import strip_tags

from comments.models import DEEPEST, STEP, Comment, step
from pagecache.move import move

from .rows import rows


class Conversation:
    """Made at once, as the deed would have made it."""

    def __init__(self, story, readers):
        self.story, self.readers, self.made = story, readers, []
        self.next = (Comment.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1

    def say(self, text, parent=None, **facts):
        pk = self.next + len(self.made)
        above = parent.path[: STEP * (DEEPEST - 1)] if parent else ""
        comment = Comment(
            pk=pk,
            article=self.story,
            reader=self.readers[pk % len(self.readers)],
            parent=parent,
            path=above + step(pk),
            top=parent.top if parent else pk,
            text=text,
            html=f"<p>{text}</p>",
            form_key=uuid.UUID(int=pk),
            **facts,
        )
        self.made.append(comment)
        return comment

    def store(self):
        Comment.objects.bulk_create(self.made, batch_size=500)
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")  # as it does by itself, a minute later
        move(f"thread:{self.story.pk}")


class Pages:
    """Reads a conversation page by page, by its links alone."""

    def pages(self, address):
        found = []
        while address:
            page = self.client.get(address)
            self.assertEqual(page.status_code, 200)
            found.append(rows(page.context["thread"]))
            more = re.search(r'rel="next" href="([^"]+)"', page.content.decode())
            address = more and unescape(more[1])
        return found

    def texts(self, address):
        return [strip_tags(row.html) for page in self.pages(address) for row in page]
