"""Names and addresses that topics and sections had before: they lead on, in one hop, to what they have become."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from taggit.models import Tag

from .paper import Section


class FormerTag(models.Model):
    """A topic's name and address of before it was renamed, or merged into another. It leads to the row, so that of a
    chain of such changes each name leads to the last one. Of an address that was two topics', the newest holds."""

    name = models.CharField(max_length=100, help_text="Who types it as a tag gets the topic's name of today.")
    slug = models.SlugField(max_length=100, allow_unicode=True)
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="former")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "former name of a tag"
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.name} → {self.tag}"


class FormerSection(models.Model):
    """The word that stood in a section's address before."""

    slug = models.SlugField(max_length=60, unique=True)
    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="former")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "former address of a section"
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.slug} → {self.section.slug}"
