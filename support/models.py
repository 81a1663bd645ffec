"""The support appeal on the story page."""

import re

from django.core.validators import URLValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from articles.models import Section


class CampaignQuerySet(models.QuerySet):
    def running(self, at=None):
        at = at or timezone.now()
        return self.filter(Q(until=None) | Q(until__gt=at), from_time__lte=at)

    def for_section(self, section_id):
        """Campaigns that may stand in the section: named in its list, or in none and not left out."""
        inside = Campaign.sections_in.through.objects.filter(campaign_id=OuterRef("pk"))
        outside = Campaign.sections_out.through.objects.filter(campaign_id=OuterRef("pk"))
        return self.filter(
            ~Exists(outside.filter(section_id=section_id)),
            Exists(inside.filter(section_id=section_id)) | ~Exists(inside),
        )


class Campaign(models.Model):
    class Place(models.TextChoices):
        TOP = "top", "above the story"
        END = "end", "after the story"

    name = models.CharField(max_length=80, help_text="For the desk only.")
    heading = models.CharField(max_length=80)
    lead_line = models.CharField(max_length=160, help_text="One sentence under the heading.")
    body = models.TextField(help_text="Plain text; an empty line begins a new paragraph.")
    button_label = models.CharField(max_length=40)
    button_url = models.CharField("button address", max_length=300, validators=[URLValidator(["https", "http"])])
    place = models.CharField(max_length=4, choices=Place, default=Place.TOP)
    from_time = models.DateTimeField("from", default=timezone.now)
    until = models.DateTimeField(null=True, blank=True, help_text="Blank: until it is ended here.")
    sections_in = models.ManyToManyField(
        Section, blank=True, related_name="+", help_text="Only in these sections; none chosen: in all."
    )
    sections_out = models.ManyToManyField(Section, blank=True, related_name="+", help_text="Never in these sections.")
    weight = models.PositiveSmallIntegerField(default=0, help_text="Where two could stand, the heavier one does.")

    objects = CampaignQuerySet.as_manager()

    class Meta:
        ordering = ["-weight", "-from_time"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=models.F("from_time")),
                name="campaign_ends_after_it_begins",
                violation_error_message="The campaign must end after it begins.",
            )
        ]

    def __str__(self):
        return self.name

    @property
    def paragraphs(self):
        return [paragraph.strip() for paragraph in re.split(r"\n\s*\n", self.body) if paragraph.strip()]
