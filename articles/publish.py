"""Make a story public: now, or at a time to come."""

from django.db import transaction
from django.utils import timezone

from .changed import changed
from .models import Article, ArticleEvent
from .ready import NotReady, problems
from .use import hold_photos
from .write import Conflict

Status = Article.Status


class NotAllowed(Exception):
    """The person may not do this."""


@transaction.atomic
def change_status(*, article, by, deed, status, expected, note="", at=None, **changes):
    """Move a story from one of the `expected` states to `status`, once: the only place where a status is written."""
    taken = Article.objects.filter(pk=article.pk, version=article.version, status__in=expected).update(
        status=status, version=article.version + 1, **changes
    )
    if not taken:
        raise Conflict(Article.objects.select_related("saved_by").get(pk=article.pk))
    article.refresh_from_db()
    ArticleEvent.objects.create(
        article=article, deed=deed, by=by, at=at or timezone.now(), version=article.version, note=note
    )
    changed(article, at)


@transaction.atomic
def publish(*, article, by, when=None, at=None):
    """Publish now, or schedule for `when` if that is still to come.

    Raises NotAllowed, NotReady, or Conflict when the story changed since it was fetched. The year of the agency's
    copyright line is that of the first publication and is not touched by a later one.
    """
    at = at or timezone.now()
    if not by.has_perm("articles.publish_article"):
        raise NotAllowed("You may write stories, but publishing them is an editor's deed.")
    hold_photos(article)
    time = max(when or at, at)
    # Rights are those of the moment at which readers will see the photos.
    if found := problems(article, max(time, article.embargo_until or time)):
        raise NotReady(found)
    scheduled = time > at
    change_status(
        article=article,
        by=by,
        at=at,
        deed="schedule" if scheduled else "publish",
        status=Status.SCHEDULED if scheduled else Status.PUBLISHED,
        expected=[Status.DRAFT, Status.REVIEW, Status.SCHEDULED, Status.WITHDRAWN],
        publish_at=time,
        # A scheduled story is public when its time comes, whoever is awake then, so both are known already.
        first_published_at=time if never_public(article, at) else article.first_published_at,
        copyright_year=timezone.localtime(time).year if never_public(article, at) else article.copyright_year,
        withdrawn_at=None,
        withdrawal_note="",
    )


def never_public(article, at):
    """Tell whether no reader has seen the story yet: a time that was set but has not come does not count."""
    return article.first_published_at is None or article.first_published_at > at


def submit(*, article, by, at=None):
    """Hand a draft to the editors."""
    change_status(article=article, by=by, at=at, deed="submit", status=Status.REVIEW, expected=[Status.DRAFT])


def unschedule(*, article, by, at=None):
    """Take a scheduled story back to the editors before its time has come."""
    at = at or timezone.now()
    if not by.has_perm("articles.publish_article"):
        raise NotAllowed("Taking a story off the schedule is an editor's deed.")
    if article.publish_at and article.publish_at <= at:
        raise Conflict(article)
    change_status(
        article=article,
        by=by,
        at=at,
        deed="unschedule",
        status=Status.REVIEW,
        expected=[Status.SCHEDULED],
        publish_at=None,
        # One that was public before, and withdrawn, has been public still.
        first_published_at=None if never_public(article, at) else article.first_published_at,
        copyright_year=None if never_public(article, at) else article.copyright_year,
    )


@transaction.atomic
def update(*, article, by, at=None):
    """Tell readers that the story was updated: moves the time they see, nothing else does."""
    at = at or timezone.now()
    if not by.has_perm("articles.publish_article"):
        raise NotAllowed("Marking a story as updated is an editor's deed.")
    Article.objects.filter(pk=article.pk).update(updated_at=at)
    ArticleEvent.objects.create(article=article, deed="update", by=by, at=at, version=article.version)
    changed(article, at)
