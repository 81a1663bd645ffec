"""Photos that a released story is to have: those of its newest version, and of the one that goes out by itself.

No row of it tells of them before that is released, and yet they are in use.
"""

from django.db.models import F, OuterRef, Subquery

from .models import Article, Revision, ScheduledChange
from .models.record import TO_COME


def photos_to_come():
    """Return pairs: the number of a photo, and a story that is to have it. Named in settings.PHOTOS_TO_COME.

    One query, which looks at the few stories of which something is not released, each by itself.
    """
    rows = {(photo, number): headline for number, headline, figures in asked() for photo, *_ in figures or ()}
    return [(photo, Article(pk=number, headline=headline)) for (photo, number), headline in rows.items()]


def asked():
    unreleased = Article.objects.order_by().filter(latest__gt=F("released"))
    changes = ScheduledChange.objects.order_by().filter(TO_COME)
    newest = figures_of(unreleased, "latest", "pk", "headline")
    return newest.union(figures_of(changes, "version", "article", "article__headline"), all=True)


def figures_of(rows, number, story, headline):
    """Return the figures in the version that each of these rows names."""
    version = Revision.objects.order_by().filter(article=OuterRef(story), number=OuterRef(number))
    rows = rows.annotate(its_figures=Subquery(version.values("facts__figures")[:1]))
    return rows.values_list(story, headline, "its_figures")
