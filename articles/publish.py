"""Bring a story from its author to its readers: to the editors, and out, now or at a time to come."""

from django.db import transaction
from django.utils import timezone

from . import version, workflow
from .changed import changed
from .checklist import note_cautions
from .models import Article
from .ready import NotReady, problems
from .use import hold_photos
from .workflow import never_public, take

Status = Article.Status


def submit(*, article, by, note="", at=None):
    """Hand a draft to the editors."""
    take(name="submit", article=article, by=by, note=note, at=at)


def request_changes(*, article, by, note, at=None):
    """Give a story back to its author; `note` says what is to change."""
    take(name="request_changes", article=article, by=by, note=note, at=at)


@transaction.atomic
def approve(*, article, by, note="", at=None):
    """Say that a story may go out. Raises NotReady while something is missing without which it may not."""
    workflow.refuse("approve", by, article, at)
    if found := problems(article, article.embargo_until or at):
        raise NotReady(found)
    take(name="approve", article=article, by=by, note=note, at=at)


@transaction.atomic
def publish(*, article, by, when=None, seen=False, at=None):
    """Publish now, or schedule for `when` if that is still to come. It is the newest version that goes out; of a story
    that is scheduled already, the one that was scheduled. `seen`: the lawyer or the editor in charge has seen of what
    the paper has to be careful in it.

    Raises NotAllowed, WrongState, NotReady, or Conflict when the story changed since it was fetched. The year of the
    agency's copyright line is that of the first publication and is not touched by a later one.
    """
    at = at or timezone.now()
    time = max(when or at, at)
    name = "schedule" if time > at else "publish"
    workflow.refuse(name, by, article, at)
    hold_photos(article)
    # Rights are those of the moment at which readers will see the photos.
    goes_out = max(time, article.embargo_until or time)
    if found := problems(article, goes_out):
        raise NotReady(found)
    number = article.latest if article.released is None else article.released
    note_cautions(article=article, by=by, seen=seen, at=at)
    take(
        name=name,
        article=article,
        by=by,
        at=at,
        # Of a scheduled story both times are kept: its own comes first again when the embargo is lifted.
        publish_at=time if name == "schedule" else goes_out,
        released=number,
        withdrawn_at=None,
        withdrawal_note="",
        **first_out(article, goes_out, at),
    )


def first_out(article, goes_out, at):
    """Return what a story is to keep of its first publication: `goes_out`, where no reader has seen it yet, and the
    year of that for the copyright line; where one has, nothing changes. None: it is not to go out.

    A scheduled story is public when its time comes, whoever is awake then, so both are known before.
    """
    if not never_public(article, at):
        return {}
    year = timezone.localtime(goes_out).year if goes_out else None
    return {"first_published_at": goes_out, "copyright_year": year}


@transaction.atomic
def unschedule(*, article, by, note="", at=None):
    """Take a scheduled story back to the editors before its time has come."""
    at = at or timezone.now()
    workflow.refuse("unschedule", by, article, at)
    is_behind = article.has_unreleased
    take(
        name="unschedule",
        article=article,
        by=by,
        note=note,
        at=at,
        publish_at=None,
        released=None,
        **first_out(article, None, at),
    )
    back_on_the_desk(article, at, is_behind)


def back_on_the_desk(article, at, is_behind):
    """Let the rows of a story that readers do not see any more follow what was written since: `is_behind` says whether
    something was."""
    article.scheduled_changes.filter(done_at=None, cancelled_at=None).update(cancelled_at=at)
    Article.objects.filter(pk=article.pk).update(change_at=None)
    article.change_at = None
    if is_behind:
        version.put(article, version.facts_of(article, article.latest))
        changed(article, at)
