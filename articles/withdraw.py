"""Take a story off the site, so that its address says so or quietly, and bring a withdrawn one back."""

from django.db import transaction
from django.utils import timezone

from . import workflow
from .checklist import note_cautions
from .publish import back_on_the_desk, first_out
from .ready import NotReady, problems
from .use import hold_photos
from .workflow import never_public, take


@transaction.atomic
def withdraw(*, article, by, note, at=None):
    """Withdraw a story that is public or due to be. `note` is what readers are told at its address (410)."""
    at = at or timezone.now()
    take(
        name="withdraw",
        article=article,
        by=by,
        at=at,
        note=note,
        withdrawn_at=at,
        withdrawal_note=note,
        # Of what no reader has seen, no address says later that it was there.
        **first_out(article, None, at),
    )


@transaction.atomic
def unpublish(*, article, by, note, at=None):
    """Take a public story back to the desk: its address is not found (404). `note` stays at the desk."""
    at = at or timezone.now()
    workflow.refuse("unpublish", by, article, at)
    is_behind = article.has_unreleased
    gone = {"publish_at": None, "released": None, **first_out(article, None, at)}
    take(name="unpublish", article=article, by=by, at=at, note=note, **gone)
    back_on_the_desk(article, at, is_behind)


@transaction.atomic
def reinstate(*, article, by, note="", at=None):
    """Bring a withdrawn story back before readers, as it was; a second person does it. Raises NotReady where it could
    not be published today."""
    at = at or timezone.now()
    workflow.refuse("reinstate", by, article, at)
    hold_photos(article)
    goes_out = max(at, article.embargo_until or at)
    if found := problems(article, goes_out):
        raise NotReady(found)
    note_cautions(article=article, by=by, seen=False, at=at)
    # Its old time, unless that was still to come: then nobody would bring it out any more.
    time = goes_out if never_public(article, at) else min(article.publish_at, at)
    take(
        name="reinstate",
        article=article,
        by=by,
        at=at,
        note=note,
        publish_at=time,
        withdrawn_at=None,
        withdrawal_note="",
        **first_out(article, time, at),
    )
