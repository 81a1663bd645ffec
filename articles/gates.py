"""The two gates through which a story goes out, whatever its state: an embargo, and a legal hold."""

from django.db import transaction
from django.utils import timezone

from . import workflow
from .publish import never_public
from .ready import NotReady, problems
from .use import hold_photos
from .workflow import take


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
    if article.publish_at and never_public(article, at):
        hold_photos(article)
        if found := problems(article, max(filter(None, [at, article.publish_at, until]))):
            raise NotReady(found)
    words = f"until {timezone.localtime(until):%d.%m.%Y %H:%M %Z}" if until else "none any more"
    take(name="embargo", article=article, by=by, at=at, note=f"{words} {note}".strip(), embargo_until=until)


def hold(*, article, by, note, at=None):
    """Put a story under legal hold: it is off the site at once, and cannot go out. `note` stays at the desk."""
    take(name="hold", article=article, by=by, at=at, note=note, legal_hold=True)


def lift(*, article, by, note="", at=None):
    """Lift the legal hold: a public story is before readers again."""
    take(name="lift", article=article, by=by, at=at, note=note, legal_hold=False)
