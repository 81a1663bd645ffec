"""What the paper says: sections, authors, stories with their bylines and figures, and what became of them."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from taggit.managers import TaggableManager
from taggit.models import Tag, TaggedItemBase

from images.credit import without_credit
from images.models import Photo, showable
from images.read import is_junk

from .rows import Rows


def host_of_site():
    return urlsplit(settings.SITE_URL).hostname or "localhost"


class MastheadQuerySet(models.QuerySet):
    def for_page(self):
        """With the sections, which stand on every page, and the policies."""
        return self.annotate(
            sections=Rows(Section.objects.all()),
            policies=Rows(Policy.objects.order_by("pk"), "id", "slug"),
        )


class Masthead(models.Model):
    """The paper itself. One row."""

    name = models.CharField(max_length=80, default="Newsroom")
    strapline = models.CharField(max_length=160, blank=True)
    organisation = models.CharField(max_length=120, blank=True, help_text="Who publishes it.")
    contact_email = models.EmailField(blank=True)
    founded = models.PositiveSmallIntegerField(null=True, blank=True, help_text="The year of the first edition.")
    feed_host = models.CharField(
        max_length=100,
        default=host_of_site,
        validators=[RegexValidator(r"^[A-Za-z0-9.-]+\Z", "A host's name alone, as in www.paper.example.")],
        help_text="Stands in the number by which feed readers know each story. Set it before the first reader comes, "
        "and keep it when the paper moves to another address: else every story looks new to them.",
    )

    objects = MastheadQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "masthead"
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_masthead")]

    def __str__(self):
        return self.name

    @cached_property
    def sections(self):
        return list(Section.objects.all())

    @cached_property
    def policies(self):
        return list(Policy.objects.order_by("pk"))


class Section(models.Model):
    # First words of addresses that mean something else (newsroom/urls.py).
    TAKEN = {"account", "accounts", "admin", "authors", "comments", "demo", "me", "moderation", "photos", "policies"}
    TAKEN |= {"search", "static", "tags", "corrections", "latest", "feeds", "archive", "popular", "reading", "c", "api"}
    TAKEN |= {"oembed", "sitemaps"}

    name = models.CharField(max_length=60, unique=True)
    slug = models.SlugField(max_length=60, unique=True, help_text="The word in the section's address.")
    description = models.CharField(max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0, help_text="Its place in the list of sections.")

    class Meta:
        ordering = ["position", "name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("fronts:section", args=[self.slug])

    def clean(self):
        if self.slug in self.TAKEN:
            raise ValidationError({"slug": f"The site itself uses /{self.slug}/. Please choose another word."})


class Author(models.Model):
    """Who writes in the paper: people apart from logins."""

    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=120, unique=True)
    role = models.CharField(max_length=120, blank=True, help_text="As in “Harbour correspondent”.")
    expertise = models.CharField(
        "areas of expertise", max_length=200, blank=True, help_text="With commas, as in “harbours, fisheries, ferries”."
    )
    languages = models.CharField(max_length=120, blank=True, help_text="As in “English, Irish and some Breton”.")
    bio = models.TextField(blank=True)
    contact_email = models.EmailField("public e-mail", blank=True, help_text="Readers see it.")
    contact_link = models.URLField("public link", blank=True, help_text="A page where readers can reach them.")
    photo = models.ForeignKey(
        Photo, null=True, blank=True, on_delete=models.PROTECT, related_name="portraits", help_text="Readers see it."
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, help_text="Their login, if any."
    )

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("articles:author", args=[self.slug])

    @property
    def portrait(self):
        """The author's photo, if it may be shown."""
        return self.photo if self.photo and self.photo.is_showable() else None

    @property
    def areas(self):
        """The areas of expertise, each by itself."""
        return [area.strip() for area in self.expertise.split(",") if area.strip()]

    @property
    def paragraphs(self):
        return [paragraph.strip() for paragraph in self.bio.replace("\r", "").split("\n\n") if paragraph.strip()]


class Agency(models.Model):
    name = models.CharField(max_length=120, unique=True)
    copyright_name = models.CharField(max_length=60, help_text="As it stands in “© AGENCY 2026”.")

    class Meta:
        verbose_name_plural = "agencies"
        ordering = ["name"]

    def __str__(self):
        return self.name


class ArticleQuerySet(models.QuerySet):
    def live(self, at=None, until=None):
        """What the public may see at `at`: this is the only definition.

        A scheduled story is live because its time has come, not because a job has run. `until` leaves out what came
        later than that; as one bound, since SQLite begins at either of two, and may walk through years to the other.
        """
        at = at or timezone.now()
        return self.filter(
            Q(embargo_until=None) | Q(embargo_until__lte=at),
            status__in=[Article.Status.SCHEDULED, Article.Status.PUBLISHED],
            publish_at__lte=min(at, until) if until else at,
            legal_hold=False,
        )

    def withdrawn(self, at=None):
        """Stories that were public once and are not any more; their address says so."""
        return self.filter(status=Article.Status.WITHDRAWN, first_published_at__lte=at or timezone.now())

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
                    Correction.objects.filter(article=OuterRef("pk")), "id", "article_id", "kind", "text", "issued_at"
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


class Article(models.Model):
    class Status(models.TextChoices):
        DRAFT = "draft", "draft"
        REVIEW = "review", "in review"
        SCHEDULED = "scheduled", "scheduled"
        PUBLISHED = "published", "published"
        WITHDRAWN = "withdrawn", "withdrawn"

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
    tags = TaggableManager(blank=True, through="Tagged")

    status = models.CharField(max_length=12, choices=Status, default=Status.DRAFT, editable=False)
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
            ("publish_article", "Can publish, schedule and update stories"),
            ("withdraw_article", "Can withdraw stories"),
        ]
        indexes = [
            # Lists run along the time; what live() asks stands in the index too, so that counting reads nothing else.
            models.Index(fields=["-publish_at", "-id", "status", "legal_hold", "embargo_until"], name="article_newest"),
            models.Index(fields=["section", "-publish_at", "-id"], name="article_newest_in_section"),
            models.Index(fields=["-saved_at"], name="article_last_saved"),
            # For the desk, by status. Not one index that begins with the status: SQLite would take it for the lists.
            *[
                models.Index(fields=["-saved_at"], condition=Q(status=status), name=f"article_{status}")
                for status in ("draft", "review", "scheduled", "withdrawn")
            ],
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
        ]

    def __str__(self):
        return self.headline

    def get_absolute_url(self):
        return reverse("articles:article", args=[self.section.slug, self.slug, self.pk])

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
        return [figure for figure in self.figures.select_related("photo") if self.has_place_for(figure)]

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


class InOrderOfTime(models.Model):
    """What puts a story into a list keeps the story's time beside it, so that a list of thousands is read in order.

    articles/settle.py keeps the two the same; what is added by itself, as a topic is, brings the time when it is saved.
    """

    publish_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True


class Byline(InOrderOfTime):
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="bylines")
    author = models.ForeignKey(Author, on_delete=models.PROTECT, related_name="bylines")
    role = models.CharField(max_length=60, blank=True, help_text="As in “additional reporting”; blank for “by”.")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        indexes = [models.Index(fields=["author", "-publish_at", "-article"], name="byline_newest")]
        constraints = [models.UniqueConstraint(fields=["article", "author"], name="author_once_in_article")]

    def __str__(self):
        return f"{self.author}, {self.role}" if self.role else str(self.author)

    def save(self, *args, **kwargs):
        self.publish_at = self.article.publish_at
        super().save(*args, **kwargs)


class Tagged(InOrderOfTime, TaggedItemBase):
    """A topic of a story."""

    content_object = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="tagged")

    class Meta:
        indexes = [models.Index(fields=["tag", "-publish_at", "-content_object"], name="tagged_newest")]
        constraints = [models.UniqueConstraint(fields=["content_object", "tag"], name="tag_once_on_article")]

    def __str__(self):
        return f"{self.tag} on “{self.content_object}”"

    def save(self, *args, **kwargs):
        self.publish_at = self.content_object.publish_at
        super().save(*args, **kwargs)


class Related(models.Model):
    """A story that an editor set beside another."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="related")
    to = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="related_from", verbose_name="related story")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "related story"
        verbose_name_plural = "related stories"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "to"],
                name="related_once",
                violation_error_message="This story stands twice among the related ones.",
            ),
            models.CheckConstraint(
                condition=~Q(article=F("to")),
                name="related_to_another",
                violation_error_message="A story is not related to itself: choose another.",
            ),
        ]

    def __str__(self):
        return str(self.to)


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
        return self.filter(in_place, Exists(Article.objects.live(at).filter(pk=OuterRef("article"))))


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

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="figures")
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
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="photo_uses")
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


class CorrectionQuerySet(models.QuerySet):
    def public(self, at=None):
        """Those of stories that the public may see."""
        return self.filter(Exists(Article.objects.live(at).filter(pk=OuterRef("article"))))


class Correction(models.Model):
    class Kind(models.TextChoices):
        UPDATE = "update", "Update"
        CLARIFICATION = "clarification", "Clarification"
        CORRECTION = "correction", "Correction"
        APOLOGY = "apology", "Apology"

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="corrections")
    kind = models.CharField(max_length=14, choices=Kind, default=Kind.CORRECTION)
    text = models.TextField(help_text="What was wrong and what is right, in full sentences.")
    issued_at = models.DateTimeField(default=timezone.now)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, editable=False)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_at", "-pk"]
        indexes = [models.Index(fields=["-issued_at", "-id"], name="correction_newest")]

    def __str__(self):
        return f"{self.get_kind_display()} to “{self.article}”"


class Revision(models.Model):
    """A story as it was saved: all of it, only ever added to."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    facts = models.JSONField()
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["article", "number"], name="revision_number_once")]

    def __str__(self):
        return f"Version {self.number}"


class ArticleEvent(models.Model):
    """What was done with a story, by whom and when. Written by the deeds, in their transaction."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="events")
    deed = models.CharField(max_length=20)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField()
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["article", "-at"], name="event_by_article")]

    def __str__(self):
        return f"{self.deed}, {self.at:%d.%m.%Y %H:%M}"


class Policy(models.Model):
    """A page on which the paper says by what rules it works."""

    slug = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=120)
    body = models.TextField(help_text="Paragraphs, headings, lists and links.")
    position = models.PositiveSmallIntegerField(default=0)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name_plural = "policies"
        ordering = ["position", "title"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("articles:policy", args=[self.slug])
