"""Photos that a story does not have before its readers, and will: they stand in versions that are not released."""

from django.db.models import Exists, F, OuterRef, Q

from .mine import with_unreleased
from .models import Article, Figure, Revision, ScheduledChange
from .models.record import TO_COME


def photos_to_come():
    """Return pairs of a story and the numbers of the photos that are in its newest version or in the one that goes out
    by itself, but in no row of its own: named in settings.PHOTOS_TO_COME.

    Four queries. Few stories have something unreleased, and an index names them; as part of the next query PostgreSQL
    would expect a third of all and read through every version there is.
    """
    found = {}
    for revision in versions_to_come():
        numbers = found.setdefault(revision.article_id, (revision.article, set()))[1]
        numbers.update(number for number, *_ in revision.figures or ())
    if not found:
        return []
    for article, number in Figure.objects.order_by().filter(article__in=found).values_list("article", "photo"):
        found[article][1].discard(number)
    return [pair for pair in found.values() if pair[1]]


def versions_to_come():
    """Return these versions, each with its story's headline and its figures as facts."""
    unreleased = with_unreleased(Article.objects.order_by()).values_list("pk", flat=True)
    changes = ScheduledChange.objects.order_by().filter(TO_COME)
    stories = {*unreleased, *changes.values_list("article", flat=True)}
    pinned = Exists(changes.filter(article=OuterRef("article"), version=OuterRef("number")))
    newest = Q(number=F("article__latest"), article__latest__gt=F("article__released"))
    versions = Revision.objects.order_by().filter(newest | pinned, article__in=stories).select_related("article")
    return versions.annotate(figures=F("facts__figures")).only("article__headline")
