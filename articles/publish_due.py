"""Do what follows when the time of stories and changes has come: each once, each in a transaction of its own.

Stories are public by their time alone, and nothing here makes them so. Run again, or by several at once, it does
nothing twice; after a time in which nobody ran it, it does what is left.
"""

import logging

from django.utils import timezone

from clock.runs import log_run

from . import timetable
from .schedule import DidNotGoOut, apply_change, go_out, stands_in_the_way

log = logging.getLogger(__name__)
JOB = "publish_due"


def publish_due(*, at=None, dry_run=False):
    """Attend to all that is due; return an Item for each, with `done`, or `error` where it did not go out.

    An item that another process attends to at the same moment is left out. What could not go out, and still has not,
    is told each time.
    """
    begun = at or timezone.now()
    found = [item for item in timetable.items(begun, begun) if attend(item, at, dry_run)]
    if not dry_run:
        failed = [f"{item.article} ({item.article.pk}): {item.error}" for item in found if item.error]
        done = sum(item.done for item in found)
        finished = at or timezone.now()
        log_run(
            name=JOB, started_at=begun, finished_at=finished, done=done, failed=len(failed), detail="\n".join(failed)
        )
    return found


def attend(item, at, dry_run):
    """Do what one item asks for; tell whether there is something to say of it."""
    if item.error:  # it was refused at its time, and waits for somebody at the desk
        return True
    if item.kind != "change" and item.article.legal_hold:
        item.error = "The story is under legal hold."
        return True
    at = at or timezone.now()
    try:
        if dry_run:
            reasons = stands_in_the_way(item.change, item.article, at) if item.change else []
            item.error = " ".join(reasons)
            return True
        item.done = apply_change(change=item.change, at=at) if item.change else go_out(article=item.article, at=at)
    except DidNotGoOut as refused:
        item.error = str(refused)
    except Exception as error:  # the others still go out, and this one is tried again
        log.exception("Story %s: what is due could not be done.", item.article.pk)
        item.broke = True
        item.error = f"It could not be done, and is tried again: {error or type(error).__name__}"
    return item.done or bool(item.error)


def anything_new(at):
    """Tell, cheaply, whether anything may be due that was not refused yet."""
    held = {"legal_hold": False}
    return any(rows.filter(goes_out__lte=at, **held).exists() for rows in timetable.stories(at)) or (
        timetable.changes().filter(due_at__lte=at, error="").exists()
    )
