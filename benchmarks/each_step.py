"""The crowd (crowd.py), each of whose deeds is looked after: what a story's pages show is what its rows are."""

import random
import sys
import traceback
from collections import Counter
from contextlib import contextmanager

STORIES_EACH_STEP = 60  # so that each conversation has a few hundred comments, and to read it all takes little
OTHER_DEEDS = {"edit": 8, "delete": 6, "like": 12, "report": 5, "decide": 7, "pick": 2}
AGAIN = 0.4  # the chance of one more of those before the next comment: two for each three comments
TRIES = 20  # for a comment whose parent went meanwhile, or that its reader had said already


def crowd_step_by_step(texts, seed):
    """Post each text once, with other deeds between; return how many of each were done, refused, broke, or left
    behind a story whose numbers disagree."""
    from .crowd import set_up

    set_up()
    from .deeds import Cast

    chance, told = random.Random(seed), Counter()  # noqa: S311
    cast = Cast(chance, texts, STORIES_EACH_STEP)
    for number, text in enumerate(texts, start=1):
        for _ in range(TRIES):
            if step(cast, "post", told, text) == "done":
                told["text", "posted"] += 1
                break
        while chance.random() < AGAIN:
            [deed] = chance.choices(list(OTHER_DEEDS), OTHER_DEEDS.values())
            step(cast, deed, told)
        if seed == 0 and number % 500 == 0:
            print(f"{number} of {len(texts)} texts in this process, {dict(told)}", flush=True)
    return told


def step(cast, deed, told, *words):
    """Do one deed, and look at the story that it was about."""
    cast.touched = None
    try:
        outcome = getattr(cast, deed)(*words)
    except Exception:  # noqa: BLE001  (this is what is looked for)
        outcome = "BROKE"
        print(traceback.format_exc(), file=sys.stderr, flush=True)
    told[deed, outcome] += 1
    if cast.touched:
        wrong = disagreement(cast.touched, cast.chance)
        told["look", "DISAGREES" if wrong else "agrees"] += 1
        if wrong:
            print(f"After {deed}: {wrong}", file=sys.stderr, flush=True)
    return outcome


def disagreement(article_pk, chance):
    """Return what disagrees in one moment of a story, if anything: the comments on the pages of its list added up, in
    an order of chance; the count that stands above each of them; that on its card; its rows; and everybody's likes."""
    from django.db.models import Count, F

    from articles.models import Article
    from comments.counted import counts
    from comments.models import Comment
    from comments.thread import WAYS, thread

    order = chance.choice(list(WAYS))
    with one_moment():
        story = Article.objects.get(pk=article_pk)
        rows = [status for (status,) in story.comments.values_list("status")].count("visible")
        numbers, listed, after = {"card": counts([article_pk]).get(article_pk, 0)}, set(), ""
        while True:
            page = thread(story, order=order, after=after)
            numbers[f"count behind {after!r}"] = page.count
            shown = [row[0] for row in page.rows if row[2] == Comment.Status.VISIBLE]
            if listed & set(shown):
                return f"story {article_pk}, {order}: some comments stand twice"
            listed.update(shown)
            if not (after := page.next_after):
                break
        numbers["list"] = len(listed)
        liked = story.comments.annotate(thumbs=Count("liked")).exclude(thumbs=F("likes")).values_list("pk", flat=True)
        likes = list(liked)
    wrong = {what: number for what, number in numbers.items() if number != rows}
    return f"story {article_pk}, {order}: {rows} rows, but {wrong}, and likes of {likes}" if wrong or likes else ""


@contextmanager
def one_moment():
    """See the database as it is at one moment, and wait for nobody's lock."""
    from django.db import connection

    snapshot = " ISOLATION LEVEL REPEATABLE READ READ ONLY" if connection.vendor == "postgresql" else " DEFERRED"
    with connection.cursor() as cursor:
        cursor.execute(f"BEGIN{snapshot}")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")
