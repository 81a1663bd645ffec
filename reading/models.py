"""How often stories were read: numbers by the hour, and nothing of anybody who read them."""

from datetime import timedelta

from django.db import models
from django.utils import timezone

from articles.models import Article

DAYS_KEPT = 30


class ReadCountQuerySet(models.QuerySet):
    def old(self, at=None):
        """What is too old to be asked for."""
        return self.filter(hour__lt=(at or timezone.now()) - timedelta(days=DAYS_KEPT))


class ReadCount(models.Model):
    # Without an index of its own: the constraint begins with it.
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="read_counts", db_index=False)
    hour = models.DateTimeField(help_text="When the hour began.")
    number = models.PositiveIntegerField()

    objects = ReadCountQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "hour"], name="read_count_once_an_hour")]
        indexes = [models.Index(fields=["hour", "article", "number"], name="read_count_by_hour")]

    def __str__(self):
        return f"{self.article}: {self.number} at {self.hour:%d.%m.%Y %H} h"
