"""The picture desk: photos as they were filed, what may be done with them, and what became of them.

Their renditions are files named by content (renditions.py).
"""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.text import Truncator

from .find_sql import having

FOLDER_LENGTH = 20  # characters of the hash that name the folder of a photo’s renditions
DATED = Coalesce("taken_at", "uploaded_at")  # when a photo was taken, as far as that is known


def original_name(photo, filename):
    """Return where an original is kept: never under the name it was sent with."""
    return f"originals/{timezone.now():%Y/%m}/{secrets.token_hex(16)}.{photo.format.lower()}"


def showable(at=None, photo=""):
    """Return the condition under which a photo may stand before the public at `at`: this is the only definition.

    `photo` is the way to the photo, as in "photo__", where the query is one of other rows. `Photo.is_showable` says
    the same of a row at hand. A photo without archive rights goes when its time is over; another stays with the
    stories that have shown it.
    """
    at = at or timezone.now()
    return (
        (Q(**{f"{photo}use_from": None}) | Q(**{f"{photo}use_from__lte": at}))
        & (Q(**{f"{photo}no_archive": False}) | Q(**{f"{photo}use_until__gt": at}))
        & Q(**{f"{photo}blocked_at": None, f"{photo}deleted_at": None})
    )


class PhotoQuerySet(models.QuerySet):
    def showable(self, at=None):
        return self.filter(showable(at))

    def in_library(self):
        return self.filter(deleted_at=None)

    def in_folder(self, folder):
        """The photo whose renditions are at `folder`. Two bounds, because SQLite's LIKE uses no index."""
        if len(folder) != FOLDER_LENGTH:
            return self.none()
        return self.filter(sha256__gte=folder, sha256__lt=folder + "g")

    def search(self, words):
        """Photos that have every one of `words`, or words that begin so, in all that is known of them (find.py)."""
        return having(self, words)


class Photo(models.Model):
    class Rights(models.TextChoices):
        STAFF = "staff", "staff: taken for the paper by one of its own"
        FREELANCE = "freelance", "freelance: commissioned"
        AGENCY = "agency", "agency: under the paper’s contract"
        STOCK = "stock", "stock: bought from a picture library"
        POOL = "pool", "pool: shared by several papers"
        HANDOUT = "handout", "handout: given out for this one news"
        GOVERNMENT = "government", "handout of a government"
        COURTESY = "courtesy", "courtesy: from a family or a person"
        SOCIAL = "social", "social media"
        SCREENGRAB = "screengrab", "still from a broadcast or a screen"
        COMMONS = "commons", "Creative Commons"
        PUBLIC_DOMAIN = "public-domain", "public domain"
        CROWN = "crown", "Crown or state copyright"

    class SourceType(models.TextChoices):
        """The IPTC's vocabulary (cv.iptc.org/newscodes/digitalsourcetype)."""

        CAPTURE = "digitalCapture", "taken with a digital camera"
        COMPUTED = "computationalCapture", "taken with a telephone or camera that computes"
        NEGATIVE = "negativeFilm", "scanned from a negative"
        POSITIVE = "positiveFilm", "scanned from a slide"
        PRINT = "print", "scanned from a print"
        EDITED = "humanEdits", "edited by a person"
        ENHANCED = "algorithmicallyEnhanced", "enhanced by a program"
        COMPOSITE = "compositeCapture", "put together from photos"
        SCREEN = "screenCapture", "taken from a screen"
        VIRTUAL = "virtualRecording", "recorded in a virtual world"
        DRAWN = "digitalCreation", "made by a person with a program"
        DATA = "dataDrivenMedia", "drawn from data"
        GENERATED = "trainedAlgorithmicMedia", "made by generative AI"
        PARTLY_GENERATED = "compositeWithTrainedAlgorithmicMedia", "partly made by generative AI"
        SYNTHETIC = "compositeSynthetic", "put together, partly by a machine"
        ALGORITHM = "algorithmicMedia", "made by a program alone"

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
    instructions = models.TextField(max_length=2000, blank=True, help_text="What the sender asks of editors.")
    usage_terms = models.TextField(max_length=2000, blank=True, help_text="The licence, in the sender’s words.")
    taken_at = models.DateTimeField(null=True, blank=True)
    place = models.CharField(max_length=100, blank=True, help_text="A street, a building, a bay.")
    city = models.CharField(max_length=100, blank=True)
    region = models.CharField(max_length=100, blank=True, help_text="County, province or state.")
    country = models.CharField(max_length=100, blank=True)
    people = models.TextField(max_length=2000, blank=True, help_text="Who is in it, one to a line, from left to right.")
    keywords = models.TextField(max_length=4000, blank=True, help_text="One to a line.")
    source_type = models.CharField(
        "how it was made",
        max_length=40,
        choices=SourceType,
        blank=True,
        help_text="The IPTC’s digital source type. Readers are told when a machine made the picture.",
    )

    # The chain of credit: who stands between the shutter and the paper.
    creator = models.CharField(max_length=200, blank=True, help_text="The person who took it.")
    provided_by = models.CharField(
        max_length=200, blank=True, help_text="Who handed it out: a family, a company, a government."
    )
    agency = models.CharField(max_length=200, blank=True, help_text="The agency for which it was taken.")
    supplier = models.CharField(max_length=200, blank=True, help_text="Who sent it to the paper.")
    source = models.CharField(max_length=200, blank=True, help_text="Who holds it, as the file says.")
    copyright_notice = models.CharField(max_length=300, blank=True)
    web_statement = models.URLField(
        "rights on the web", max_length=500, blank=True, help_text="The page that says what others may do with it."
    )
    licensor_url = models.URLField("licences from", max_length=500, blank=True, help_text="Where others get a licence.")

    # Rights (rights.py).
    rights = models.CharField(
        max_length=20,
        choices=Rights,
        blank=True,
        help_text="By what right the paper shows it. Needed before publication.",
    )
    restrictions = models.TextField(max_length=2000, blank=True, help_text="What may not be done with it, in words.")
    use_from = models.DateTimeField("may be used from", null=True, blank=True, help_text="Not public before this.")
    use_until = models.DateTimeField(
        "may be used until", null=True, blank=True, help_text="In no new story after this."
    )
    single_use = models.BooleanField(default=False, help_text="For one story only.")
    no_archive = models.BooleanField(
        default=False, help_text="When its time is over, it also goes from the stories that have shown it."
    )
    territory = models.CharField(
        max_length=200, blank=True, help_text="Where alone it may be shown, if not everywhere."
    )
    licence_url = models.URLField("licence", max_length=500, blank=True, help_text="The address of the licence.")
    blocked_at = models.DateTimeField(null=True, blank=True, editable=False)
    blocked_reason = models.CharField(max_length=500, blank=True, editable=False)
    deleted_at = models.DateTimeField(null=True, blank=True, editable=False)

    as_filed = models.JSONField(
        default=dict, editable=False, help_text="The words in the file as they were read, never edited."
    )
    focal_x = models.FloatField(default=0.5, help_text="What must stay in a crop: 0 is the left edge, 1 the right.")
    focal_y = models.FloatField(default=0.5, help_text="0 is the top edge, 1 the bottom.")

    made = models.CharField(
        max_length=16, blank=True, editable=False, help_text="Of what its renditions were made (renditions.recipe)."
    )
    not_made = models.CharField(max_length=200, blank=True, editable=False, help_text="Why they could not be made.")

    version = models.PositiveIntegerField(default=1, editable=False)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, editable=False)
    uploaded_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = PhotoQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        permissions = [("block_photo", "Can block photos, which takes them off every page, and let them back")]
        indexes = [
            # The library is read along these, without a look at the rows of what is passed over.
            models.Index(fields=["-uploaded_at", "-id"], condition=Q(deleted_at=None), name="photo_in_library"),
            models.Index(DATED.desc(), F("id").desc(), condition=Q(deleted_at=None), name="photo_in_library_by_day"),
            # When time alone takes a photo away or lets it come, and what runs out in the next days.
            models.Index(fields=["use_until"], condition=Q(use_until__isnull=False), name="photo_until"),
            models.Index(fields=["use_from"], condition=Q(use_from__isnull=False), name="photo_from"),
            # What the library is narrowed by, where few photos of very many may have it.
            models.Index(fields=["rights", "-uploaded_at", "-id"], name="photo_by_rights"),
            models.Index(fields=["agency", "-uploaded_at"], name="photo_by_agency"),
            models.Index(fields=["supplier", "-uploaded_at"], name="photo_by_supplier"),
            models.Index(fields=["credit", "-uploaded_at", "-id"], condition=Q(credit=""), name="photo_no_credit"),
            models.Index(
                fields=["-uploaded_at", "-id"], condition=Q(alt_text="", decorative=False), name="photo_without_alt"
            ),
            models.Index(fields=["-uploaded_at", "-id"], condition=Q(blocked_at__isnull=False), name="photo_blocked"),
            models.Index(fields=["-uploaded_at", "-id"], condition=Q(deleted_at__isnull=False), name="photo_in_bin"),
        ]
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
            models.CheckConstraint(
                condition=Q(use_from=None) | Q(use_until=None) | Q(use_from__lt=F("use_until")),
                name="photo_window_opens_first",
                violation_error_message="The time in which the photo may be used ends before it begins.",
            ),
            models.CheckConstraint(
                condition=Q(no_archive=False) | Q(use_until__isnull=False),
                name="photo_without_archive_ends",
                violation_error_message="A photo without archive rights needs the day until which it may be used.",
            ),
        ]

    def __str__(self):
        return self.headline or Truncator(self.caption).chars(60) or f"Photo {self.pk}"

    @property
    def has_alt_decision(self):
        return self.decorative or bool(self.alt_text)

    @property
    def made_by_machine(self):
        """What readers are told of a picture that no camera took; blank for photos."""
        return MADE_BY_MACHINE.get(self.source_type, "")

    def is_showable(self, at=None):
        """Tell of a row at hand what `showable` asks of the database."""
        at = at or timezone.now()
        begun = self.use_from is None or self.use_from <= at
        over = self.no_archive and self.use_until is not None and self.use_until <= at
        return begun and not over and self.blocked_at is None and self.deleted_at is None


MADE_BY_MACHINE = {
    Photo.SourceType.GENERATED: "AI-generated image",
    Photo.SourceType.PARTLY_GENERATED: "Image partly AI-generated",
    Photo.SourceType.SYNTHETIC: "Image partly AI-generated",
    Photo.SourceType.ALGORITHM: "Computer-generated image",
}


class PhotoWords(models.Model):
    """All words that are known of a photo, as the library's search reads them (find.py, find_sql.py)."""

    photo = models.OneToOneField(Photo, primary_key=True, on_delete=models.CASCADE, related_name="+")
    words = models.TextField()

    class Meta:
        default_permissions = []

    def __str__(self):
        return self.words[:60]


class Supplier(models.Model):
    """An agency or a picture library, by the name under which the desk knows it, with what its photos bring along."""

    class Kind(models.TextChoices):
        AGENCY = "agency", "agency: its photographers took the photo"
        SUPPLIER = "supplier", "supplier: sends photos of others"

    name = models.CharField(max_length=200, unique=True, help_text="As it is to stand in credits.")
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.AGENCY)
    spellings = models.TextField(
        blank=True,
        help_text="How it stands in files, one to a line, as in “ALAMY STOCK PHOTO”. Capitals count for nothing.",
    )
    rights = models.CharField(
        max_length=20, choices=Photo.Rights, blank=True, help_text="Given to photos that come from here and have none."
    )
    restrictions = models.TextField(blank=True, help_text="Likewise.")

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class PhotoEvent(models.Model):
    """What was done with a photo, by whom and when. Written by the deeds, in their transaction."""

    photo = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="events")
    deed = models.CharField(max_length=20)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    at = models.DateTimeField(default=timezone.now)
    note = models.TextField(blank=True)
    changes = models.JSONField(default=dict, help_text="What was changed: each field’s value before and after.")

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["photo", "-at"], name="event_by_photo")]

    def __str__(self):
        return f"{self.deed}, {self.at:%d.%m.%Y %H:%M}"
