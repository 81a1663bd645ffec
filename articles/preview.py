"""Let somebody without an account see a story before it is public, by a secret link that ends."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from . import version as versions
from .models import Article, PreviewLink
from .workflow import NotAllowed, in_their_section, is_own

DAYS, MOST = 3, 30
SHUT = (Article.Status.WITHDRAWN, Article.Status.SPIKED)


class TooLong(Exception):
    """A link is open for a day at least and for MOST days at most."""


class NoSuchVersion(Exception):
    """The story has no version with that number."""


def may_share(user, article):
    """Tell whether this person may show the story to others: its authors may, and the editors of its section."""
    if not (user and user.is_active and user.is_staff and user.has_perm("articles.change_article")):
        return False
    edits = user.has_perm("articles.publish_article") and in_their_section(user, article)
    return edits or is_own(user, article)


@transaction.atomic
def make(*, article, by, version=None, days=DAYS, for_whom="", at=None):
    """Return a new link to one version, or to whichever is the newest. Raises NotAllowed, TooLong, NoSuchVersion."""
    at = at or timezone.now()
    if not may_share(by, article):
        raise NotAllowed("Only its authors and its editors show a story to others.")
    if not 1 <= days <= MOST:
        raise TooLong(f"A link is open for {MOST} days at most.")
    if version is not None and not article.revisions.filter(number=version).exists():
        raise NoSuchVersion("The story has no such version.")
    return PreviewLink.objects.create(
        article=article,
        version=version,
        for_whom=for_whom,
        made_by=by,
        made_at=at,
        expires_at=at + timedelta(days=days),
    )


@transaction.atomic
def revoke(*, link, by, at=None):
    """Close a link at once; tell whether it was open. Raises NotAllowed."""
    if not may_share(by, link.article):
        raise NotAllowed("Only its authors and its editors close a link to a story.")
    return bool(PreviewLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=at or timezone.now()))


def find(word, at=None):
    """Return the link with this word while it is open, else None: not when it was revoked or is over, whoever made it
    may not show the story any more, or the story itself is withdrawn, spiked or held."""
    link = PreviewLink.objects.select_related("article", "made_by").filter(word=word).first()
    if link is None or link.is_over(at) or link.article.legal_hold or link.article.status in SHUT:
        return None
    if link.version and not link.article.revisions.filter(number=link.version).exists():
        return None
    return link if may_share(link.made_by, link.article) else None


def count(link, at=None):
    """Note that the link was opened."""
    PreviewLink.objects.filter(pk=link.pk).update(opened=F("opened") + 1, last_opened_at=at or timezone.now())


def facts_of(link):
    if link.version is None:
        return versions.newest(link.article)
    return versions.facts_of(link.article, link.version)


def story_of(link):
    """Return the story as the link shows it, for the story page's template. What was blocked stands nowhere."""
    story = versions.as_of(Article.objects.for_page().get(pk=link.article_id), facts_of(link))
    figures = [figure for figure in story.figures.all() if may_stand(figure.photo)]
    story._prefetched_objects_cache["figures"] = versions.laid_over(story.figures.model, figures)
    return story


def photo_of(link, photos):
    """Return the one of these photos that the link shows, or None."""
    shown = {number for number, *_ in facts_of(link)["figures"]}
    return next((photo for photo in photos if photo.pk in shown and may_stand(photo)), None)


def may_stand(photo):
    """Tell whether a photo may be seen by those who look at a story beforehand: its own time need not have come."""
    return photo.blocked_at is None and photo.deleted_at is None
