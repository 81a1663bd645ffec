"""Keep what was written: after a story's fields, bylines, figures and tags are set, settle what follows from them."""

from django.db import transaction
from django.utils import timezone

from images.delete import refuse_bin
from images.models import Photo

from .changed import changed
from .models import Article, ArticleEvent, Figure, Revision
from .ready import refuse_photos
from .render import body_parts
from .sanitise import story_html
from .use import hold_photos


class Conflict(Exception):
    """Somebody else saved the story since it was opened."""

    def __init__(self, article):
        self.article = article
        super().__init__(
            f"{article.saved_by or 'Somebody'} saved this story at "
            f"{timezone.localtime(article.saved_at):%H:%M on %d.%m.}, after you opened it. Nothing of yours is lost: "
            "it stands below. Open the story in another tab, bring the two together there, and save that."
        )


def claim_version(*, article, version_seen, by, at=None):
    """Move the story's version from the one that was seen, or refuse with Conflict. One of two savers wins."""
    at = at or timezone.now()
    taken = Article.objects.filter(pk=article.pk, version=version_seen).update(
        version=version_seen + 1, saved_by=by, saved_at=at
    )
    if not taken:
        raise Conflict(Article.objects.select_related("saved_by").get(pk=article.pk))
    article.version, article.saved_by, article.saved_at = version_seen + 1, by, at


def settle_body(article):
    """Clean the body and take it apart for the page; keep a Figure for each photo named in it."""
    article.body = story_html(article.body)
    parts = body_parts(article.body, article.lead_in_words)
    named = [part for part in parts if isinstance(part, int)]
    known = set(Photo.objects.in_library().filter(pk__in=named).values_list("pk", flat=True))
    article.body_parts = [part for part in parts if isinstance(part, str) or part in known]
    here = set(article.figures.values_list("photo_id", flat=True))
    for position, photo_id in enumerate(dict.fromkeys(named), start=1):
        if photo_id in known and photo_id not in here:
            Figure.objects.create(article=article, photo_id=photo_id, place=Figure.Place.BODY, position=position)


def facts(article):
    """Return all that a revision keeps of a story."""
    return {
        "headline": article.headline,
        "slug": article.slug,
        "kicker": article.kicker,
        "standfirst": article.standfirst,
        "body": article.body,
        "lead_in_words": article.lead_in_words,
        "dateline": article.dateline,
        "section": article.section_id,
        "kind": article.kind,
        "canonical_url": article.canonical_url,
        "agency": article.agency_id,
        "embargo_until": article.embargo_until and article.embargo_until.isoformat(),
        "legal_hold": article.legal_hold,
        "sensitive": article.sensitive,
        "comments_mode": article.comments_mode,
        "comments_closed_reason": article.comments_closed_reason,
        "comments_order": article.comments_order,
        "court_case": article.court_case,
        "comments_risk": article.comments_risk,
        "note_to_editors": article.note_to_editors,
        "tags": sorted(article.tags.names()),
        "related": list(article.related.values_list("to_id", flat=True)),
        "bylines": list(article.bylines.values_list("author_id", "role")),
        "figures": list(
            article.figures.values_list("photo_id", "place", "own_caption", "own_credit", "own_alt_text", "decorative")
        ),
    }


@transaction.atomic
def write(*, article, by, deed="save", note="", at=None):
    """Settle the body, add a revision and an event, and move the pages that show the story.

    Raises InBin when it has a photo from the bin, and NotReady when it would put one before readers that may not be
    shown.
    """
    at = at or timezone.now()
    settle_body(article)
    hold_photos(article)
    refuse_bin(article.figures.values_list("photo", flat=True))
    refuse_photos(article, at)
    article.save(update_fields=["body", "body_parts"])
    Revision.objects.create(article=article, number=article.version, facts=facts(article), saved_by=by, saved_at=at)
    ArticleEvent.objects.create(article=article, deed=deed, by=by, at=at, version=article.version, note=note)
    changed(article, at)
