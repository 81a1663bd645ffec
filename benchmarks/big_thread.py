"""A conversation of 33,000 comments beside one of 200, with nothing kept:

    python -m benchmarks.big_thread [--texts comments.jsonl ...]     (or: python -m newsroom.tests.postgres python ...)

Pages in each order, permalinks, and the way from a comment to its place: at most 60 ms in the middle, and not more
than twice that of the small one; the first pages with at most 12 queries and 25 KB. The texts are those of JSON lines
("text"), or made. What else the machine does falls on both conversations alike; the time of this process alone (cpu)
tells what they cost.
"""

import argparse
import gzip
import itertools
import json
import os
import random
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from .run import database, make_site

BIG, SMALL = 33_000, 200
MOST_MS, TIMES, MOST_QUERIES, MOST_BYTES = 60, 2, 12, 25_000
VERSIONS = 1  # the query that is asked without Django's cursor (queries.py)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--texts", nargs="*", default=[], type=Path)
    options.add_argument("--times", type=int, default=40, help="that each is asked for")
    options.add_argument("--big", type=int, default=BIG)
    options = options.parse_args()
    texts = [json.loads(line)["text"] for path in options.texts for line in path.open()]
    with tempfile.TemporaryDirectory(prefix="newsroom-big-thread-") as folder:
        make_site(Path(folder), 100, 1000)
        os.environ |= {"DATA_DIR": folder, "LOG_LEVEL": "CRITICAL", "PAGES_KEPT_MB": "0"}
        set_up()
        big, small = [cases(fill(place, size, texts)) for place, size in ((1, options.big), (2, SMALL))]
        rows = [measure(name, big[name], small[name], options.times) for name in big]
    print(database(), f"{options.big:,} comments beside {SMALL}")
    print(f"{'':22}{'ms':>8}{'of 200':>8}{'cpu ms':>8}{'of 200':>8}{'times':>7}{'queries':>9}{'gzipped':>9}")
    for row in rows:
        print(row.line())
    sys.exit(any(row.missed for row in rows))


def set_up():
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    django.setup()
    from django.conf import settings

    settings.ALLOWED_HOSTS.append("testserver")


def fill(place, size, texts):
    """Give one of the made site's stories a conversation of this size; return the story."""
    from django.db import connection

    from accounts.models import User
    from articles.models import Article
    from articles.sanitise import comment_html
    from comments.tests.conversation import Conversation
    from pagecache.move import move

    from .prose import Prose
    from .site import settle

    prose, chance = Prose("a big thread"), random.Random(size)  # noqa: S311
    texts = [text.strip() for text in texts if text.strip()] or [prose.words(chance.randint(5, 60)) for _ in range(500)]
    story = Article.objects.live().select_related("section").order_by("-publish_at", "-pk")[place]
    talk = Conversation(story, list(User.objects.order_by("pk")[:500]))
    for text in itertools.islice(itertools.cycle(texts), size):
        parent = chance.choice(talk.made[-300:]) if talk.made and chance.random() < 0.6 else None
        comment = talk.say(text, parent, likes=int(chance.expovariate(0.5)), status=fate(chance))
        comment.html = comment_html(text)
    talk.store()
    picked = [comment.pk for comment in talk.made if comment.status == "visible"][:3]
    story.comments.filter(pk__in=picked).update(picked_at=story.publish_at)
    settle()
    move("paper")
    connection.close()
    return story


def fate(chance):
    return "removed" if chance.random() < 0.02 else "visible"


def cases(story):
    """Return what is measured by its name: an address, or a comment whose place is looked for."""
    from comments.thread import WAYS, address_of, thread

    found = {"the story's page": story.get_absolute_url()}
    for order in WAYS:
        places, after = [""], ""
        while after := thread(story, order, after).next_after:
            places.append(after)
        for words, place in (("first", places[0]), ("middle", places[len(places) // 2]), ("last", places[-1])):
            found[f"{order}, {words}"] = address_of(story.pk, order, place)
    comments = list(story.comments.visible().order_by("pk").values_list("pk", flat=True))
    for words, pk in (("early", comments[10]), ("middle", comments[len(comments) // 2]), ("late", comments[-10])):
        found[f"permalink, {words}"] = f"/c/{pk}/"
        found[f"place of it, {words}"] = pk
    return found


@dataclass
class Row:
    name: str
    queries: int = 0
    bytes: int = 0
    ms: tuple = ()
    cpu: tuple = ()
    missed: list = field(default_factory=list)

    def line(self):
        numbers = (
            f"{self.ms[0]:8.1f}{self.ms[1]:8.1f}{self.cpu[0]:8.1f}{self.cpu[1]:8.1f}{self.cpu[0] / self.cpu[1]:7.2f}"
        )
        return f"{self.name:22}{numbers}{self.queries:9}{self.bytes or '':9} {', '.join(self.missed)}"


def measure(name, big, small, times):
    """Ask for both in turn; return the Row."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    row, took = Row(name), ([], [])
    for which in (big, small):
        do(which)
    with CaptureQueriesContext(connection) as asked:
        row.bytes = len(gzip.compress(page, 6)) if (page := do(big)) else 0
    row.queries = len(asked) + (VERSIONS if row.bytes and "permalink" not in name else 0)
    for _ in range(times):
        for which, list_of in zip((big, small), took, strict=True):
            wall, cpu = time.perf_counter(), time.process_time()
            do(which)
            list_of.append(((time.perf_counter() - wall) * 1000, (time.process_time() - cpu) * 1000))
    row.ms, row.cpu = zip(*[[statistics.median(each) for each in zip(*of, strict=True)] for of in took], strict=True)
    if row.ms[0] > MOST_MS:
        row.missed.append("SLOW")
    if row.ms[0] > TIMES * row.ms[1] and row.cpu[0] > TIMES * row.cpu[1]:
        row.missed.append("GROWS")
    if name.endswith(("page", "first")) and (row.queries > MOST_QUERIES or row.bytes > MOST_BYTES):
        row.missed.append("HEAVY")
    return row


@lru_cache
def client():
    """Return one for all that is asked: each new one has the whole middleware made anew."""
    from django.test import Client

    return Client()


def do(what):
    """Ask for a page, and return it; or look for the place of a comment."""
    from comments.models import Comment
    from comments.thread import place
    from pagecache.pages import parts

    parts.clear()
    if isinstance(what, int):
        return place(Comment.objects.select_related("article__section").get(pk=what)) and b""
    answer = client().get(what)
    if answer.status_code != 200:
        raise SystemExit(f"{what} answered {answer.status_code}")
    return answer.content


if __name__ == "__main__":
    main()
