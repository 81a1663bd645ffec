"""The paper itself: its masthead, sections and policies, the people who write in it, the agencies it takes from."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property

from articles.rows import Rows
from images.models import Photo


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
    TAKEN |= {"oembed", "sitemaps", "errors", "preview"}

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
