"""What readers say is wrong in a story, and what an editor answered."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import get_random_string

from articles.models import Article, Correction

LETTERS = "23456789BCDFGHJKMNPQRTVWXZ"  # that can be read out on the telephone: no vowels, no look-alikes
OPEN = Q(answered_at=None)


def error_reference():
    return "E-" + get_random_string(8, LETTERS)


class ErrorReportQuerySet(models.QuerySet):
    def open(self):
        """Those that wait for an editor."""
        return self.filter(OPEN)

    def answered(self):
        return self.exclude(OPEN)

    def in_hands_of(self, user):
        """Those of the sections in which this editor works: of all, where they are limited to none."""
        limits = user.section_limits.values("section")
        return self.filter(article__section__in=limits) if limits.exists() else self


class ErrorReport(models.Model):
    """A reader says that something in a story is wrong; with an account or without."""

    class Where(models.TextChoices):
        TEXT = "text", "In the text"
        HEADLINE = "headline", "In the headline or what stands under it"
        CAPTION = "caption", "In the words under a photo"
        CREDIT = "credit", "In whose photo it is"
        OTHER = "other", "Somewhere else"

    class Outcome(models.TextChoices):
        CORRECTED = "corrected", "Corrected"
        ALREADY = "already", "Corrected already"
        NONE = "none", "Not an error"

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="error_reports")
    version = models.PositiveIntegerField(null=True, help_text="Number of the version that stood when it came.")
    where = models.CharField(max_length=8, choices=Where, default=Where.TEXT)
    passage = models.TextField(blank=True, help_text="The words that are wrong.")
    words = models.TextField(help_text="What is wrong about them.")
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="error_reports"
    )
    name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(max_length=254, blank=True, help_text="Of who has no account and wants an answer.")
    reference = models.CharField(max_length=14, unique=True, default=error_reference)
    form_key = models.UUIDField(unique=True, help_text="Made with the form: the same form sent twice is one report.")
    network = models.CharField(max_length=32, null=True, editable=False)
    proved = models.BooleanField(default=False, help_text="Whether a browser gave a proof of work.")
    arrived_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True, help_text="When the sender's address was proved to be theirs.")
    asked_at = models.DateTimeField(null=True, help_text="When the mail went out that asks for that.")

    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    answer = models.TextField(blank=True, help_text="An editor's words to the reader.")
    correction = models.ForeignKey(Correction, null=True, on_delete=models.SET_NULL, related_name="error_reports")
    corrected_in = models.PositiveIntegerField(null=True, help_text="Number of the version that stood at the answer.")
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="errors_answered"
    )
    answered_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True, help_text="When the mail with the answer went out.")

    objects = ErrorReportQuerySet.as_manager()

    class Meta:
        verbose_name = "error report"
        ordering = ["-arrived_at", "-pk"]
        indexes = [
            models.Index(fields=["article", "arrived_at"], name="error_by_article"),
            models.Index(fields=["article", "arrived_at"], condition=OPEN, name="error_open"),
            models.Index(fields=["-answered_at"], condition=Q(answered_at__isnull=False), name="error_answered"),
            models.Index(fields=["network", "arrived_at"], name="error_by_network"),
            models.Index(fields=["email", "arrived_at"], name="error_by_email"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", answered_at=None) | (~Q(outcome="") & Q(answered_at__isnull=False)),
                name="error_answered_with_an_outcome",
            ),
        ]

    def __str__(self):
        return self.reference

    @property
    def is_open(self):
        return self.answered_at is None
