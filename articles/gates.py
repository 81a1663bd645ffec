"""The two gates through which a story goes out, whatever its state: an embargo, and a legal hold."""

from django.db import transaction
from django.utils import timezone

from . import workflow
from .publish import first_out
from .ready import NotReady, problems
from .use import hold_photos
from .workflow import S, never_public, take


@transaction.atomic
def embargo(*, article, by, until, note="", at=None):
    """Let nobody outside see the story before `until`; None takes the embargo away.

    Who may not publish may set one, and make it longer. Raises NotReady where a scheduled story could not go out at
    the new time.
    """
    at = at or timezone.now()
    workflow.refuse("embargo", by, article, at)
    earlier = article.embargo_until and (until is None or until < article.embargo_until)
    if earlier and not by.has_perm("articles.publish_article"):
        raise workflow.NotAllowed("Only an editor lifts an embargo or shortens it.")
    times = times_of(article, until, at)
    if times and not article.legal_hold:
        hold_photos(article)
        if found := problems(article, times["first_published_at"]):
            raise NotReady(found)
    words = f"until {timezone.localtime(until):%d.%m.%Y %H:%M %Z}" if until else "none any more"
    take(name="embargo", article=article, by=by, at=at, note=f"{words} {note}".strip(), embargo_until=until, **times)


def hold(*, article, by, note, at=None):
    """Put a story under legal hold: it is off the site at once, and cannot go out. `note` stays at the desk."""
    take(name="hold", article=article, by=by, at=at, note=note, legal_hold=True)


def lift(*, article, by, note="", at=None):
    """Lift the legal hold: a public story is before readers again; one whose time came meanwhile is so now."""
    at = at or timezone.now()
    times = times_of(article, article.embargo_until, at)
    take(name="lift", article=article, by=by, at=at, note=note, legal_hold=False, **times)


def times_of(article, until, at):
    """Return what changes of the times of a story that is to go out, and that no reader has seen, with an embargo until
    then (or None). Of one that readers have seen nothing does."""
    if article.status not in workflow.OUT or not never_public(article, at):
        return {}
    its_own = article.publish_at if article.status == S.SCHEDULED else at
    goes_out = max(at, its_own, until or at)
    if article.status == S.PUBLISHED or goes_out == at:
        return {"publish_at": goes_out} | first_out(article, goes_out, at)
    return first_out(article, goes_out, at)
