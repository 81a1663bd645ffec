"""What goes out by itself: a story when its time has come, and a newer version of a public story at a time that is set.

A story is public because its time has come (live()); `go_out` does once what follows from that. A change is released
when its time has come, by whoever is there first: publish_due.py, or a reader who asks for the story's page.
"""

import logging

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import Message
from accounts.tell import tell
from clock.zone import day_and_time
from pagecache.move import move

from . import timetable, version, workflow
from .changed import changed
from .models import Article, ScheduledChange
from .ready import NotReady, problems_of_change
from .release import SayWhatChanged, release, say_what
from .workflow import NotAllowed, S, WrongState, record, refuse, shift

log = logging.getLogger(__name__)
REFUSALS = (NotReady, NotAllowed, WrongState, SayWhatChanged)


class DidNotGoOut(Exception):
    """A change could not be released at its time; its row says why, and whoever scheduled it was told."""


@transaction.atomic
def schedule_change(
    *, article, by, when, kind="", text="", shows_change=False, version_number=None, seen=False, at=None
):
    """Have a newer version of a public story (the newest, unless a number is given) released at `when`, and no other,
    whatever is written until then. It takes the place of a change that was to come.

    Raises NotAllowed, WrongState, SayWhatChanged, NotReady, or Conflict when the story changed since it was fetched.
    """
    at = at or timezone.now()
    refuse("schedule_change", by, article, at)
    say_what(kind, text)
    number = version_number or article.latest
    refuse_version(article, number)
    if when <= at:
        raise WrongState("That time has passed. Release the changes now, or choose a time to come.")
    change = ScheduledChange(
        article=article,
        version=number,
        due_at=when,
        kind=kind,
        text=text.strip(),
        shows_change=shows_change,
        seen=seen,
        by=by,
        made_at=at,
    )
    if found := stands_in_the_way(change, article, when):
        raise NotReady(found)
    words = f"version {number}, {day_and_time(when)}: {kind}"
    shift(name="schedule_change", article=article, by=by, at=at, note=words, change_at=when)
    timetable.changes().filter(article=article).update(cancelled_at=at)
    change.save()
    move("latest", purge=False)  # no page changes yet; but each has to know until when it stands (due.py)
    return change


@transaction.atomic
def cancel_change(*, article, by, note="", at=None):
    """Take the change that is to come, or could not go out, off the schedule. The version stays on the desk."""
    at = at or timezone.now()
    refuse("cancel_change", by, article, at)
    shift(name="cancel_change", article=article, by=by, at=at, note=note, change_at=None)
    timetable.changes().filter(article=article).update(cancelled_at=at)


def refuse_version(article, number):
    if not article.revisions.filter(number=number).exists():
        raise WrongState(f"The story has no version {number}.")
    if article.released is not None and number <= article.released:
        raise WrongState(f"Readers see version {article.released} already. An older one is restored first.")


def stands_in_the_way(change, article, at, newer=None):
    """Return why a change could not be released at `at`, a sentence each; an empty list when nothing does. `newer` is
    its version (version.as_of), where that is known."""
    if change.by is None or isinstance(workflow.objections("release", change.by, article, at), NotAllowed):
        return ["Whoever scheduled it may not release stories any more. Somebody else has to."]
    found = []
    if workflow.state(article, at) != S.PUBLISHED:
        found.append(f"Readers do not see the story then: it is {workflow.in_words(workflow.state(article, at))}.")
    elif article.embargo_until and article.embargo_until > at:
        found.append(f"The story is under embargo until {day_and_time(article.embargo_until)}.")
    if article.legal_hold:
        found.append("The story is under legal hold.")
    newer = newer or version.as_of(article, version.facts_of(article, change.version))
    return found + problems_of_change(article, newer, at)


# --- When the time has come ------------------------------------------------------------------------------------------


@transaction.atomic
def go_out(*, article, at=None):
    """Do what follows when a story's time has come, once; return whether it was done here.

    Whoever comes second finds the story locked, or its going out done.
    """
    at = at or timezone.now()
    if not lock(article):
        return False
    story = next((story for rows in timetable.stories(at) for story in rows.filter(pk=article.pk)), None)
    if story is None or story.goes_out > at or story.legal_hold:
        return False
    words = f"its time was {day_and_time(story.goes_out)}"
    # In lists it stands where readers came to see it, which the embargo may have put off.
    shift(name="go_out", article=story, by=None, at=at, note=words, to=S.PUBLISHED, publish_at=story.goes_out)
    changed(story, at)
    return True


def apply_change(*, change, at=None):
    """Release a change whose time has come, once; return whether that was done here.

    Raises DidNotGoOut where it is refused: the story stays as it is, and nobody tries again by itself.
    """
    at = at or timezone.now()
    try:
        return put_out(change, at)
    except REFUSALS as refused:
        reason = str(refused)
    note_failure(change, reason, at)
    raise DidNotGoOut(reason)


@transaction.atomic
def put_out(change, at):
    if not lock(change.article):
        return False
    taken = timetable.changes().filter(pk=change.pk, error="", due_at__lte=at).update(done_at=at)
    if not taken:
        return False
    article = Article.objects.get(pk=change.article_id)
    if found := stands_in_the_way(change, article, at):
        raise NotReady(found)
    facts = {name: getattr(change, name) for name in ("kind", "text", "shows_change", "seen")}
    release(article=article, by=change.by, version_number=change.version, at=at, **facts)
    Article.objects.filter(pk=article.pk).update(change_at=None)
    return True


@transaction.atomic
def note_failure(change, reason, at):
    """Write down that a change did not go out, and tell whoever scheduled it; once."""
    if not timetable.changes().filter(pk=change.pk, error="").update(error=reason):
        return
    article = change.article
    Article.objects.filter(pk=article.pk).update(change_at=None)
    record(article, "change_failed", None, at, reason)
    if change.by:
        tell(
            to=change.by,
            kind=Message.Kind.DESK,
            subject=f"Did not go out: version {change.version} of “{article.headline}”",
            text=f"It was to go out on {day_and_time(change.due_at)}.\n\n{reason}\n\nReaders see the story as it was.",
            address=reverse("admin:articles_article_change", args=[article.pk]),
            at=at,
        )


def apply_overdue(article, at):
    """Release the change that a story waits for, on behalf of whoever asks for its page. Never raises."""
    try:
        change = timetable.changes().filter(article=article.pk, error="").select_related("article", "by").first()
        return bool(change) and apply_change(change=change, at=at)
    except DidNotGoOut:
        return False
    except Exception:  # the page is shown as it stands
        log.exception("The change to story %s that is due could not be released.", article.pk)
        return False


def lock(article):
    """Lock the story until the transaction is over, unless somebody else has it: then that one does what is due."""
    rows = Article.objects.select_for_update(skip_locked=True).filter(pk=article.pk)
    return rows.values_list("pk", flat=True).first() is not None
