"""The picture desk: photos as they were filed. Their renditions are files named by content (renditions.py)."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.text import Truncator

FOLDER_LENGTH = 20  # characters of the hash that name the folder of a photo’s renditions


def original_name(photo, filename):
    """Return where an original is kept: never under the name it was sent with."""
    return f"originals/{timezone.now():%Y/%m}/{secrets.token_hex(16)}.{photo.format.lower()}"


class PhotoQuerySet(models.QuerySet):
    def in_folder(self, folder):
        """The photo whose renditions are at `folder`. Two bounds, because SQLite's LIKE uses no index."""
        if len(folder) != FOLDER_LENGTH:
            return self.none()
        return self.filter(sha256__gte=folder, sha256__lt=folder + "g")

    def search(self, words):
        """Photos that have every one of `words` in caption, credit, headline or alt text."""
        found = self
        for word in words.split()[:8]:
            found = found.filter(
                Q(caption__icontains=word)
                | Q(credit__icontains=word)
                | Q(headline__icontains=word)
                | Q(alt_text__icontains=word)
            )
        return found


class Photo(models.Model):
    file = models.FileField(upload_to=original_name, max_length=200, editable=False)
    sha256 = models.CharField(max_length=64, unique=True, editable=False)
    format = models.CharField(max_length=8, editable=False)
    width = models.PositiveIntegerField(editable=False, help_text="Pixels, the right way up.")
    height = models.PositiveIntegerField(editable=False, help_text="Pixels, the right way up.")

    headline = models.CharField(
        max_length=200, blank=True, help_text="A short title for the library, not shown to readers."
    )
    caption = models.TextField(
        max_length=2000, blank=True, help_text="Who, what, where, when: one or two full sentences."
    )
    credit = models.CharField(
        max_length=200, blank=True, help_text="As it is to stand beside the photo. Needed before publication."
    )
    alt_text = models.CharField(
        max_length=500,
        blank=True,
        help_text="What the photo shows, for those who cannot see it. Not the caption again.",
    )
    decorative = models.BooleanField(
        default=False, help_text="The photo says nothing that the text does not: screen readers pass over it."
    )
    creator = models.CharField(max_length=200, blank=True, help_text="The person who took it.")
    source = models.CharField(max_length=200, blank=True, help_text="Who holds it, when that is not the supplier.")
    copyright_notice = models.CharField(max_length=300, blank=True)
    taken_at = models.DateTimeField(null=True, blank=True)
    as_filed = models.JSONField(
        default=dict, editable=False, help_text="The words in the file as they were read, never edited."
    )
    focal_x = models.FloatField(default=0.5, help_text="What must stay in a crop: 0 is the left edge, 1 the right.")
    focal_y = models.FloatField(default=0.5, help_text="0 is the top edge, 1 the bottom.")

    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, editable=False)
    uploaded_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = PhotoQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        indexes = [models.Index(fields=["-uploaded_at"], name="photo_newest_first")]
        constraints = [
            models.CheckConstraint(
                condition=Q(focal_x__gte=0, focal_x__lte=1, focal_y__gte=0, focal_y__lte=1),
                name="focal_point_in_photo",
                violation_error_message="The focal point lies between 0 and 1 both ways.",
            ),
            models.CheckConstraint(
                condition=Q(decorative=False) | Q(alt_text=""),
                name="photo_decorative_or_described",
                violation_error_message="A decorative photo has no alt text: clear the text or untick decorative.",
            ),
        ]

    def __str__(self):
        return self.headline or Truncator(self.caption).chars(60) or f"Photo {self.pk}"

    @property
    def has_alt_decision(self):
        return self.decorative or bool(self.alt_text)
