"""The fronts as editors arrange them, and the banner above every page. What nobody arranged fills itself (page.py)."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Section
from images.models import Photo


class FrontQuerySet(models.QuerySet):
    def everywhere(self):
        """The paper's own front and one for each section, in their order; made where they are missing."""
        there = set(self.values_list("section", flat=True))
        places = [None, *Section.objects.values_list("pk", flat=True)]
        if missing := [place for place in places if place not in there]:
            self.bulk_create([Front(section_id=place) for place in missing], ignore_conflicts=True)
        return self.select_related("section", "changed_by").order_by(F("section__position").asc(nulls_first=True), "pk")


class Front(models.Model):
    """A page that is arranged: the paper's own front, or a section's."""

    section = models.ForeignKey(
        Section, null=True, on_delete=models.CASCADE, related_name="fronts", help_text="None: the paper's own front."
    )
    version = models.PositiveIntegerField(default=0, help_text="Moved by every deed on this front.")
    last_deed = models.CharField(max_length=250, blank=True, help_text="As in “launched this front”.")
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    changed_at = models.DateTimeField(null=True)

    objects = FrontQuerySet.as_manager()

    class Meta:
        default_permissions = []
        permissions = [("arrange_front", "Can arrange the fronts and put up the breaking banner")]
        constraints = [
            models.UniqueConstraint(
                Coalesce("section", Value(0), output_field=models.BigIntegerField()), name="one_front_a_place"
            )
        ]

    def __str__(self):
        return f"{self.section.name} front" if self.section else "front page"

    def get_absolute_url(self):
        return self.section.get_absolute_url() if self.section else reverse("fronts:front")

    def edition(self, state):
        """Return the draft or the live edition with what its slots show, or None."""
        return self.editions.with_slots().filter(state=state).first()


class EditionQuerySet(models.QuerySet):
    def with_slots(self):
        """With what the slots show, and who launched it."""
        slots = Slot.objects.select_related("article__section", "own_photo")
        return self.select_related("launched_by").prefetch_related(models.Prefetch("slots", slots))


class Edition(models.Model):
    """A front as it was arranged, once. What was launched never changes and is never deleted; the draft does."""

    class State(models.TextChoices):
        DRAFT = "draft", "draft"
        LIVE = "live", "live"
        PAST = "past", "past"

    front = models.ForeignKey(Front, on_delete=models.CASCADE, related_name="editions")
    state = models.CharField(max_length=5, choices=State, default=State.DRAFT)
    launched_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    launched_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=250, blank=True, help_text="How it came about, where it was not arranged.")

    objects = EditionQuerySet.as_manager()

    class Meta:
        default_permissions = []
        ordering = ["-launched_at", "-pk"]
        indexes = [models.Index(fields=["front", "-launched_at", "-id"], name="edition_newest")]
        constraints = [
            models.UniqueConstraint(fields=["front"], condition=Q(state="draft"), name="one_draft_a_front"),
            models.UniqueConstraint(fields=["front"], condition=Q(state="live"), name="one_live_edition_a_front"),
            models.CheckConstraint(
                condition=Q(state="draft", launched_at=None) | ~Q(state="draft") & Q(launched_at__isnull=False),
                name="edition_launched_or_draft",
            ),
        ]

    def __str__(self):
        return f"{self.front}, {self.state}"


class SlotQuerySet(models.QuerySet):
    def live(self):
        return self.filter(edition__state=Edition.State.LIVE)

    def showing(self):
        """Those that show something, or will once their draft is launched (asked by images/uses.py)."""
        return self.exclude(edition__state=Edition.State.PAST)


class Slot(models.Model):
    """A story's place on a front. Its words and its photo are the story's, or this place's own."""

    class Size(models.TextChoices):  # the first of a front is its lead, whatever its size
        LARGE = "large", "large"
        NORMAL = "normal", "normal"
        SMALL = "small", "brief"

    # What makes two slots the same, wherever they stand.
    FACTS = ["article_id", "size", "own_kicker", "own_headline", "own_standfirst", "own_photo_id", "until"]

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="slots")
    position = models.PositiveSmallIntegerField()
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="slots")
    size = models.CharField(max_length=6, choices=Size, blank=True, help_text="Blank: as its place gives it.")
    own_kicker = models.CharField("kicker here", max_length=60, blank=True)
    own_headline = models.CharField("headline here", max_length=200, blank=True)
    own_standfirst = models.TextField("standfirst here", blank=True)
    own_photo = models.ForeignKey(Photo, null=True, blank=True, on_delete=models.PROTECT, related_name="slots")
    until = models.DateTimeField(null=True, blank=True, help_text="Off this front from then.")

    objects = SlotQuerySet.as_manager()

    class Meta:
        default_permissions = []
        ordering = ["position"]
        indexes = [models.Index(fields=["until"], condition=Q(until__isnull=False), name="slot_until")]
        constraints = [
            models.UniqueConstraint(fields=["edition", "article"], name="story_once_on_a_front"),
            models.UniqueConstraint(fields=["edition", "position"], name="one_story_in_a_place"),
        ]

    def __str__(self):
        return self.headline

    @property
    def kicker(self):
        return self.own_kicker or self.article.kicker

    @property
    def headline(self):
        return self.own_headline or self.article.headline

    @property
    def standfirst(self):
        return self.own_standfirst or self.article.standfirst

    @property
    def photo(self):
        own = self.own_photo if self.own_photo and self.own_photo.is_showable() else None
        return own or (self.article.lead and self.article.lead.photo)

    @property
    def lead_ratio(self):
        """How the photo is cropped where the page itself cuts it to its height: hardly, if it is about that wide."""
        shape = self.photo.width / self.photo.height if self.photo else 0
        return "full" if 4 / 3 <= shape <= 16 / 9 else "16x9"

    @property
    def facts(self):
        return {name: getattr(self, name) for name in self.FACTS}


class BannerQuerySet(models.QuerySet):
    def showing(self, at=None):
        """The banner that stands on every page at `at`; `story_is_live` says whether it may lead to its story."""
        at = at or timezone.now()
        live = Article.objects.live(at).filter(pk=OuterRef("article"))
        return (
            self.filter(taken_down=False, from_time__lte=at, until__gt=at)
            .annotate(story_is_live=Exists(live))
            .select_related("article__section")
        )


class Banner(models.Model):
    """A line of breaking news above every page, for a while. Those before it stay as a record."""

    text = models.CharField(max_length=160)
    article = models.ForeignKey(Article, null=True, blank=True, on_delete=models.SET_NULL, related_name="banners")
    from_time = models.DateTimeField("from")
    until = models.DateTimeField()
    put_up_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="banners_put_up"
    )
    put_up_at = models.DateTimeField(default=timezone.now)
    taken_down = models.BooleanField(default=False)
    taken_down_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="banners_taken_down"
    )
    taken_down_at = models.DateTimeField(null=True)

    objects = BannerQuerySet.as_manager()

    class Meta:
        default_permissions = []
        ordering = ["-put_up_at", "-pk"]
        indexes = [models.Index(fields=["-put_up_at", "-id"], name="banner_newest")]
        constraints = [
            models.UniqueConstraint(fields=["taken_down"], condition=Q(taken_down=False), name="one_banner"),
            models.CheckConstraint(condition=Q(until__gt=F("from_time")), name="banner_ends_after_it_begins"),
        ]

    def __str__(self):
        return self.text
