"""Photos in stories, and when each stood before the public."""

from django.apps import apps
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q

from images.credit import without_credit
from images.models import Photo, showable
from images.read import is_junk

IN_TIME = Q(photo__use_until=None) | Q(photo__use_until__gt=F("article__publish_at")) & (
    Q(article__embargo_until=None) | Q(photo__use_until__gt=F("article__embargo_until"))
)


class FigureQuerySet(models.QuerySet):
    def shown(self, at=None):
        """With their photos, those that may stand before the public at `at`.

        A photo whose time is over stays with the stories that went out within it; no other goes out with it.
        """
        figures = self.filter(IN_TIME, showable(at, "photo__"))
        return figures.select_related("photo").defer(*NOT_SHOWN)

    def live(self, at=None):
        """Those that have their place in stories that the public may see at `at`."""
        in_place = ~Q(place=Figure.Place.BODY) | Q(InText("article__body_parts", "photo"))
        return self.filter(
            in_place, Exists(apps.get_model("articles.Article").objects.live(at).filter(pk=OuterRef("article")))
        )


class InText(Func):
    """Whether a story's text (body_parts) names a photo."""

    output_field = models.BooleanField()

    def as_sqlite(self, compiler, connection):
        template = "EXISTS (SELECT 1 FROM json_each(%(expressions)s))"
        return self.as_sql(compiler, connection, template=template, arg_joiner=") WHERE value = (")

    def as_postgresql(self, compiler, connection):
        return self.as_sql(compiler, connection, template="(%(expressions)s))", arg_joiner=" @> to_jsonb(")


# What the picture desk keeps of a photo that no page shows; the words as filed alone may be long.
NOT_SHOWN = [
    f"photo__{name}" for name in ("as_filed", "instructions", "usage_terms", "people", "keywords", "blocked_reason")
]


class Figure(models.Model):
    """A photo in a story. Caption, credit and alt text are the photo's, or this story's own."""

    class Place(models.TextChoices):
        LEAD = "lead", "lead photo"
        BODY = "body", "in the body"
        GALLERY = "gallery", "in the gallery"

    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="figures")
    photo = models.ForeignKey(Photo, on_delete=models.PROTECT, related_name="figures")
    place = models.CharField(max_length=8, choices=Place, default=Place.BODY)
    position = models.PositiveSmallIntegerField(default=0)
    own_caption = models.TextField("caption here", blank=True, help_text="Blank: the photo's own.")
    own_credit = models.CharField("credit here", max_length=200, blank=True, help_text="Blank: the photo's own.")
    own_alt_text = models.CharField("alt text here", max_length=500, blank=True, help_text="Blank: the photo's own.")
    decorative = models.BooleanField(
        "decorative here",
        default=False,
        help_text="It says nothing here that the text does not: screen readers pass over it.",
    )

    objects = FigureQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decorative=False) | Q(own_alt_text=""),
                name="figure_decorative_or_described",
                violation_error_message="A decorative photo has no alt text: clear the text or untick decorative.",
            ),
            models.UniqueConstraint(fields=["article", "photo"], name="photo_once_in_article"),
            models.UniqueConstraint(
                fields=["article"],
                condition=Q(place="lead"),
                name="one_lead_photo",
                violation_error_message="A story has one lead photo: set the others to “in the body”.",
            ),
        ]

    def __str__(self):
        return str(self.photo)

    @property
    def caption(self):
        """The caption as it is shown: not what a camera wrote, nor the credit at its end, which is shown alone."""
        caption = self.own_caption or self.photo.caption
        return "" if is_junk("caption", caption) else without_credit(caption, self.credit)

    @property
    def credit(self):
        return self.own_credit or self.photo.credit

    @property
    def alt_text(self):
        if self.own_alt_text or self.decorative:
            return self.own_alt_text
        return "" if self.photo.decorative else self.photo.alt_text

    @property
    def has_alt_decision(self):
        return bool(self.own_alt_text) or self.decorative or self.photo.has_alt_decision


class PhotoUse(models.Model):
    """When a photo stood before the public in a story: the paper's evidence for invoices and claims (use.py).

    What is known beforehand stands here beforehand: a scheduled story's photos with the time at which it goes out.
    """

    photo = models.ForeignKey(Photo, on_delete=models.PROTECT, related_name="uses")
    article = models.ForeignKey("articles.Article", on_delete=models.PROTECT, related_name="photo_uses")
    place = models.CharField(max_length=8, choices=Figure.Place)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True, help_text="Blank: it stands there still.")

    class Meta:
        ordering = ["-since", "-pk"]
        indexes = [
            models.Index(fields=["photo", "-since"], name="use_by_photo"),
            models.Index(fields=["-since", "-id"], name="use_newest"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "photo"], condition=Q(until__isnull=True), name="photo_in_use_once_in_article"
            ),
        ]

    def __str__(self):
        return f"{self.photo} in “{self.article}”"
