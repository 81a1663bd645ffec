"""A story: what it says, where it stands, which of its versions is where."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from taggit.managers import TaggableManager

from .figures import Figure
from .live import ArticleQuerySet
from .paper import Agency, Section


class Article(models.Model):
    class Status(models.TextChoices):
        DRAFT = "draft", "draft"
        REVIEW = "review", "in review"
        CHANGES = "changes", "changes requested"
        APPROVED = "approved", "approved"
        SCHEDULED = "scheduled", "scheduled"
        PUBLISHED = "published", "published"
        WITHDRAWN = "withdrawn", "withdrawn"
        SPIKED = "spiked", "spiked"

    # What no reader sees, nor will by the clock alone; what is deleted and what is shown to editors goes by it.
    UNPUBLISHED = (Status.DRAFT, Status.REVIEW, Status.CHANGES, Status.APPROVED, Status.SPIKED)

    class Kind(models.TextChoices):
        NEWS = "news", "news"
        REPORTAGE = "reportage", "reportage"
        ANALYSIS = "analysis", "analysis"
        OPINION = "opinion", "opinion"
        BACKGROUND = "background", "background"
        REVIEW = "review", "review"
        ADVERTISER = "advertiser", "advertiser content"

    class CommentsOrder(models.TextChoices):
        OLDEST = "oldest", "oldest first"
        NEWEST = "newest", "newest first"
        LIKED = "liked", "most liked first"

    class CommentsRisk(models.TextChoices):
        WATCHED = "watch", "watched"

    class Comments(models.TextChoices):
        OPEN = "open", "open"
        REPORTED = "reported", "open; what is reported is hidden until it is decided"
        PREMODERATED = "premoderated", "each waits for a moderator"
        CLOSED = "closed", "closed"

    headline = models.CharField(max_length=200)
    slug = models.SlugField(max_length=120, help_text="The words in the story's address.")
    kicker = models.CharField(max_length=60, blank=True, help_text="A word or two above the headline.")
    standfirst = models.TextField(blank=True, help_text="One or two sentences under the headline.")
    body = models.TextField(blank=True)
    body_parts = models.JSONField(
        default=list, editable=False, help_text="The body as it is shown: pieces of clean HTML, and photos by number."
    )
    lead_in_words = models.PositiveSmallIntegerField(
        "lead-in words", default=3, help_text="How many of the first words stand in capitals. Type them as usual."
    )
    dateline = models.CharField(max_length=80, blank=True, help_text="Where it was written, as in “BRUSSELS”.")
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="articles")
    kind = models.CharField(
        max_length=12,
        choices=Kind,
        default=Kind.NEWS,
        help_text="Search engines are told. Adverts stay out of the feeds.",
    )
    canonical_url = models.URLField(
        "address of the original",
        max_length=500,
        blank=True,
        help_text="Only for a story that belongs to another site: search engines are sent there.",
    )
    agency = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.PROTECT, help_text="Where the text came from, if not from us."
    )
    copyright_year = models.PositiveSmallIntegerField(
        null=True, blank=True, editable=False, help_text="Year of first publication; never moves."
    )
    tags = TaggableManager(blank=True, through="articles.Tagged")

    status = models.CharField(max_length=12, choices=Status, default=Status.DRAFT, editable=False)
    status_before = models.CharField(
        max_length=12, choices=Status, blank=True, editable=False, help_text="Of a spiked story: what it comes back to."
    )
    # Which of its versions (record.py) is where. A story that is released stands in these rows as readers see it, or
    # will; what is written afterwards is in its versions alone, until it is released in turn.
    latest = models.PositiveIntegerField(default=0, editable=False, help_text="Number of the newest version.")
    released = models.PositiveIntegerField(
        null=True, blank=True, editable=False, help_text="Number of the version that readers see, or will; else none."
    )
    change_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="When the next scheduled change to it is due."
    )
    publish_at = models.DateTimeField(null=True, blank=True, editable=False)
    first_published_at = models.DateTimeField(null=True, blank=True, editable=False)
    updated_at = models.DateTimeField(
        "updated", null=True, blank=True, editable=False, help_text="As told to readers; moved by an editor only."
    )
    embargo_until = models.DateTimeField(
        null=True, blank=True, help_text="Not public before this, whatever else is set."
    )
    legal_hold = models.BooleanField(
        default=False, help_text="Takes the story off the site until the lawyer is content."
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawal_note = models.TextField(blank=True, editable=False, help_text="What readers are told.")

    sensitive = models.BooleanField(
        default=False, help_text="A death, a crime, a tragedy: no appeal for support stands on this story."
    )
    comments_mode = models.CharField("comments", max_length=12, choices=Comments, default=Comments.OPEN)
    comments_closed_reason = models.CharField(
        max_length=200, blank=True, help_text="Told to readers where comments are closed."
    )
    comments_order = models.CharField(
        "order of comments", max_length=8, choices=CommentsOrder, blank=True, help_text="Blank: as on the whole site."
    )
    court_case = models.BooleanField(
        default=False,
        help_text="The story is about a case before a court: takes no comments, says why, and lets none through.",
    )
    comments_risk = models.CharField(
        "comments risk",
        max_length=6,
        choices=CommentsRisk,
        null=True,
        blank=True,
        help_text="Watched: what new commenters write here waits for a moderator, where a screening rule says so.",
    )
    note_to_editors = models.TextField(blank=True, help_text="Never public.")

    version = models.PositiveIntegerField(default=1, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, editable=False, related_name="articles_begun"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, editable=False, related_name="articles_saved"
    )
    saved_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = "story"
        verbose_name_plural = "stories"
        ordering = ["-saved_at"]
        permissions = [
            ("submit_article", "Can send stories to the editors"),
            ("review_article", "Can approve stories and ask for changes"),
            ("publish_article", "Can publish, schedule and update stories"),
            ("correct_article", "Can correct stories"),
            ("withdraw_article", "Can withdraw stories and take them off the site"),
            ("reinstate_article", "Can bring withdrawn stories back"),
            ("spike_article", "Can spike stories"),
            ("hold_article", "Can put stories under legal hold"),
        ]
        indexes = [
            # Lists run along the time; what live() asks stands in the index too, so that counting reads nothing else.
            models.Index(fields=["-publish_at", "-id", "status", "legal_hold", "embargo_until"], name="article_newest"),
            models.Index(fields=["section", "-publish_at", "-id"], name="article_newest_in_section"),
            models.Index(fields=["-saved_at"], name="article_last_saved"),
            models.Index(fields=["section", "-saved_at"], name="article_saved_in_section"),
            models.Index(fields=["saved_by", "-saved_at"], name="article_saved_by_person"),
            # Of these few, each by itself.
            models.Index(fields=["-saved_at"], condition=Q(latest__gt=F("released")), name="article_unreleased"),
            models.Index(fields=["-saved_at"], condition=Q(legal_hold=True), name="article_held"),
            # For the desk, by status. Not one index that begins with the status: SQLite would take it for the lists.
            *[
                models.Index(fields=["-saved_at"], condition=Q(status=status), name=f"article_{status}")
                for status in ("draft", "review", "changes", "approved", "scheduled", "withdrawn", "spiked")
            ],
            models.Index(fields=["change_at"], condition=Q(change_at__isnull=False), name="article_change_due"),
            models.Index(fields=["embargo_until"], condition=Q(embargo_until__isnull=False), name="article_embargo"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status__in=["scheduled", "published"]) | Q(publish_at__isnull=False),
                name="public_article_has_its_time",
            ),
            models.CheckConstraint(
                condition=~Q(status="published") | Q(first_published_at__isnull=False, copyright_year__isnull=False),
                name="published_article_has_its_year",
            ),
            models.CheckConstraint(
                condition=~Q(status="spiked") | ~Q(status_before=""), name="spiked_article_knows_where_from"
            ),
        ]

    def __str__(self):
        return self.headline

    def get_absolute_url(self):
        return reverse("articles:article", args=[self.section.slug, self.slug, self.pk])

    @property
    def has_unreleased(self):
        """Tell whether something was written that readers do not see, nor will at the story's time."""
        return self.released is not None and self.latest != self.released

    def is_live(self, at=None):
        """Tell whether the public may see it; asks the one definition."""
        return Article.objects.live(at).filter(pk=self.pk).exists()

    @property
    def published_at(self):
        """When readers first could see it."""
        return self.first_published_at or self.publish_at

    @property
    def goes_out_at(self):
        """When readers see it as it stands, or have done so since; None where that is not settled."""
        if self.status not in (self.Status.SCHEDULED, self.Status.PUBLISHED) or self.legal_hold:
            return None
        return max(filter(None, [self.publish_at, self.embargo_until]))

    def standing_figures(self):
        """The figures that have their place in the story, with their photos: in the body, those that the text names."""
        return [figure for figure in self.figures_with_photos() if self.has_place_for(figure)]

    def figures_with_photos(self):
        """All figures with their photos, or those of the version that is laid over the story (version.as_of)."""
        laid_over = "figures" in getattr(self, "_prefetched_objects_cache", {})
        return self.figures.all() if laid_over else self.figures.select_related("photo")

    def has_place_for(self, figure):
        return figure.place != Figure.Place.BODY or figure.photo_id in self.body_parts

    @property
    def lead(self):
        """The figure above the headline, or None."""
        return next((figure for figure in self.figures.all() if figure.place == Figure.Place.LEAD), None)

    @property
    def gallery(self):
        """The figures that stand under the text, in their order."""
        return [figure for figure in self.figures.all() if figure.place == Figure.Place.GALLERY]

    @cached_property
    def topics(self):
        return list(self.tags.all())

    @cached_property
    def notices(self):
        """The corrections, as they stand with the story."""
        return list(self.corrections.all())

    @property
    def shown_body(self):
        """The body as it is shown: pieces of clean HTML, and between them the figures of this story."""
        figures = {figure.photo_id: figure for figure in self.figures.all()}
        parts = [part if isinstance(part, str) else figures.get(part) for part in self.body_parts]
        return [part for part in parts if part]

    @property
    def copyright_line(self):
        """“© AGENCY YEAR” for an agency's story, else nothing; before publication with this year."""
        if not self.agency:
            return ""
        year = self.copyright_year or timezone.localtime(self.publish_at).year
        return f"© {self.agency.copyright_name} {year}"

    @property
    def page_names(self):
        """The page versions (pagecache) that a change to this story moves."""
        return [f"story:{self.pk}", "latest"]
