"""What the public may see of all stories, and with what they are fetched for each kind of page."""

from django.db import models
from django.db.models import OuterRef, Q
from django.utils import timezone
from taggit.models import Tag

from articles.rows import Rows

from .beside import Byline
from .figures import Figure
from .record import Correction


class ArticleQuerySet(models.QuerySet):
    def live(self, at=None, until=None):
        """What the public may see at `at`: this is the only definition.

        A scheduled story is live because its time has come, not because a job has run. `until` leaves out what came
        later than that; as one bound, since SQLite begins at either of two, and may walk through years to the other.
        """
        at = at or timezone.now()
        return self.filter(
            Q(embargo_until=None) | Q(embargo_until__lte=at),
            status__in=[self.model.Status.SCHEDULED, self.model.Status.PUBLISHED],
            publish_at__lte=min(at, until) if until else at,
            legal_hold=False,
        )

    def withdrawn(self, at=None):
        """Stories that were public once and are not any more; their address says so."""
        return self.filter(status=self.model.Status.WITHDRAWN, first_published_at__lte=at or timezone.now())

    def for_page(self, at=None):
        """With all that the story page shows of the story itself."""
        return (
            self.select_related("section", "agency")
            .prefetch_related(
                models.Prefetch("bylines", Byline.objects.select_related("author")),
                models.Prefetch("figures", Figure.objects.shown(at)),
            )
            .annotate(
                topics=Rows(
                    Tag.objects.filter(articles_tagged_items__content_object=OuterRef("pk")).order_by("pk"),
                    "id",
                    "name",
                    "slug",
                ),
                notices=Rows(
                    Correction.objects.filter(article=OuterRef("pk")),
                    "id",
                    "article_id",
                    "kind",
                    "text",
                    "from_version",
                    "to_version",
                    "shows_change",
                    "issued_at",
                ),
            )
        )

    def for_link(self):
        """With no more than what a line that leads to a story shows: headline, section, time."""
        shown = "headline", "slug", "publish_at", "first_published_at", "section__name", "section__slug"
        return self.select_related("section").only(*shown)

    def for_teaser(self, at=None):
        """With what a line in a list of stories shows."""
        return (
            self.select_related("section")
            .defer("body", "body_parts")
            .prefetch_related(models.Prefetch("figures", Figure.objects.shown(at).filter(place=Figure.Place.LEAD)))
        )
