"""Keep what somebody types at a story while they type it, apart from the story's versions: a row for each minute.

A window's text is over once it was saved (settle): what comes from it afterwards was on its way before.
"""

import json
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from .models import Unsaved

MINUTE = timedelta(minutes=1)
MOST = 2 * 1024 * 1024  # bytes of a form


class TooLong(Exception):
    """The form is longer than what is kept of one."""

    def __init__(self):
        super().__init__(
            "This story is too long to be kept while you type. Save it, and move some of it into a second story."
        )


class Settled(Exception):
    """What this window held has been saved since."""

    def __init__(self, number):
        self.number = number
        super().__init__(f"It was saved as version {number}.")


@transaction.atomic
def keep(*, by, client, fields, article=None, base=0, resumes=None, most=MOST, at=None):
    """Keep the form as it is typed in one window (`client`), and return its row.

    `fields` are pairs of name and value; `resumes` is the row with which the form was filled, if any. The same again is
    not stored twice; within a minute the row takes the newer text. Raises TooLong, or Settled where the window's text
    was saved already.
    """
    at = at or timezone.now()
    fields = [[storable(name), storable(value)] for name, value in fields]
    if most and len(json.dumps(fields, ensure_ascii=False).encode()) > most:
        raise TooLong
    newest = Unsaved.objects.select_for_update().filter(by=by, client=client).order_by("-pk").first()
    if newest and newest.saved_as is not None:
        raise Settled(newest.saved_as)
    headline = dict(map(tuple, fields)).get("headline", "").strip()[:200]
    facts = {"fields": fields, "headline": headline, "article": article, "base": base, "resumes": resumes}
    if newest and (newest.article_id, newest.base) == (article and article.pk, base):
        if newest.fields == fields:
            return newest
        if at - newest.began_at < MINUTE:
            Unsaved.objects.filter(pk=newest.pk).update(**facts, at=at)
            newest.fields, newest.headline, newest.at = fields, headline, at
            return newest
    return Unsaved.objects.create(by=by, client=client, **facts, began_at=at, at=at)


def storable(text):
    """Return the text without what no database takes: NUL, and halves of characters."""
    return text.replace("\0", "").encode(errors="replace").decode()


@transaction.atomic
def settle(*, by, client, article, number, resumed=None, at=None):
    """Note that what a window holds was saved as version `number`, and so was the row from which it went on, if any."""
    at = at or timezone.now()
    windows = Unsaved.objects.filter(by=by, client=client)
    # A window of which nothing was kept leaves a note all the same: what it sent may still be on its way.
    if not windows.filter(saved_as=None).update(article=article, saved_as=number) and not windows.exists():
        Unsaved.objects.create(by=by, client=client, article=article, fields=[], saved_as=number, began_at=at, at=at)
    if resumed:
        settle_up_to(unsaved=resumed, article=article, number=number)


def settle_up_to(*, unsaved, article, number):
    """Note that a row was saved as version `number`, and with it what its window held before."""
    before = Unsaved.objects.filter(by=unsaved.by_id, client=unsaved.client, pk__lte=unsaved.pk, saved_as=None)
    before.update(article=article, saved_as=number)


def throw_away(*, unsaved):
    """Delete what a window held, up to this row."""
    Unsaved.objects.filter(by=unsaved.by_id, client=unsaved.client, pk__lte=unsaved.pk, saved_as=None).delete()


def leftovers(user):
    """Return what this person typed and has not saved since: the newest of each window, newest first; without that
    from which they went on in another window."""
    newer = Unsaved.objects.filter(
        Q(client=OuterRef("client"), pk__gt=OuterRef("pk")) | Q(resumes=OuterRef("pk"), began_at__gte=OuterRef("at")),
        by=OuterRef("by"),
    )
    return Unsaved.objects.filter(~Exists(newer), by=user, saved_as=None)


def earlier(unsaved):
    """Return what the same window held in the minutes before, newest first."""
    return Unsaved.objects.filter(by=unsaved.by_id, client=unsaved.client, pk__lt=unsaved.pk).exclude(fields=[])


def over(at):
    """Return the rows whose time is over: (what was saved since, what was not)."""
    saved = Unsaved.objects.filter(saved_as__isnull=False, at__lt=at - timedelta(days=settings.KEEP_SAVED_TEXT_DAYS))
    left = Unsaved.objects.filter(saved_as=None, at__lt=at - timedelta(days=settings.KEEP_UNSAVED_TEXT_DAYS))
    return saved, left
