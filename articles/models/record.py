"""What became of a story: its versions, what was done with it and by whom, what readers are told about it."""

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone


class CorrectionQuerySet(models.QuerySet):
    def public(self, at=None):
        """Those of stories that the public may see."""
        return self.filter(Exists(apps.get_model("articles.Article").objects.live(at).filter(pk=OuterRef("article"))))


class Correction(models.Model):
    class Kind(models.TextChoices):
        UPDATE = "update", "Update"
        CLARIFICATION = "clarification", "Clarification"
        CORRECTION = "correction", "Correction"
        APOLOGY = "apology", "Apology"

    article = models.ForeignKey("articles.Article", on_delete=models.PROTECT, related_name="corrections")
    kind = models.CharField(max_length=14, choices=Kind, default=Kind.CORRECTION)
    text = models.TextField(help_text="What was wrong and what is right, in full sentences.")
    from_version = models.PositiveIntegerField(null=True, blank=True, editable=False)
    to_version = models.PositiveIntegerField(null=True, blank=True, editable=False)
    shows_change = models.BooleanField(
        "readers may see what changed",
        default=False,
        help_text="The notice leads to a page with the two versions side by side.",
    )
    issued_at = models.DateTimeField(default=timezone.now)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, editable=False)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_at", "-pk"]
        indexes = [models.Index(fields=["-issued_at", "-id"], name="correction_newest")]

    def __str__(self):
        return f"{self.get_kind_display()} to “{self.article}”"

    @property
    def has_versions(self):
        """Whether the text was changed with it."""
        return self.from_version is not None and self.to_version is not None

    @property
    def leads_to_change(self):
        """Whether readers find at it what changed."""
        return self.shows_change and self.has_versions


class Revision(models.Model):
    """A story as it was saved: all of it, only ever added to."""

    class Kind(models.TextChoices):
        SAVE = "save", "saved"
        MERGE = "merge", "brought together"
        RESTORE = "restore", "restored"
        IMPORT = "import", "imported"

    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField(help_text="Each story's own, upwards from 1.")
    base = models.PositiveIntegerField(null=True, help_text="Number of the version from which it was written.")
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.SAVE)
    facts = models.JSONField(help_text="As articles/version.py makes them.")
    note = models.CharField(max_length=200, blank=True)
    released_at = models.DateTimeField(
        null=True, help_text="When it first stood before readers, or will. Such a version is never thrown away."
    )
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["article", "number"], name="revision_number_once")]

    def __str__(self):
        return f"Version {self.number}"


class ArticleEvent(models.Model):
    """What was done with a story, by whom and when. Written by the deeds, in their transaction."""

    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="events")
    deed = models.CharField(max_length=20)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    at = models.DateTimeField(default=timezone.now)
    before = models.CharField("state before", max_length=12, blank=True)
    after = models.CharField("state after", max_length=12, blank=True)
    version = models.PositiveIntegerField(help_text="Number of the version that it was done with.")
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["article", "-at"], name="event_by_article")]

    def __str__(self):
        return f"{self.deed}, {self.at:%d.%m.%Y %H:%M}"


class Unsaved(models.Model):
    """What somebody has typed and not saved yet: kept by itself while they type (keep.py), one row a minute.

    `client` is one window of one browser, so that one person in two windows is two.
    """

    article = models.ForeignKey(
        "articles.Article",
        null=True,
        on_delete=models.SET_NULL,
        related_name="unsaved",
        help_text="None: a new story, or one that was deleted meanwhile.",
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="unsaved_stories")
    client = models.CharField(max_length=36)
    base = models.PositiveIntegerField(default=0, help_text="Number of the version from which it is written.")
    fields = models.JSONField(help_text="The form as it was typed: pairs of name and value.")
    headline = models.CharField(max_length=200, blank=True)
    began_at = models.DateTimeField(default=timezone.now)
    at = models.DateTimeField(default=timezone.now)
    saved_as = models.PositiveIntegerField(null=True, help_text="Number of the version in which it was saved since.")
    resumes = models.ForeignKey(
        "self",
        null=True,
        on_delete=models.SET_NULL,
        related_name="resumed_by",
        help_text="The text that it goes on from.",
    )

    class Meta:
        verbose_name = "unsaved text"
        verbose_name_plural = "unsaved texts"
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["by", "-at"], name="unsaved_by_person"),
            models.Index(fields=["client", "-at"], name="unsaved_by_client"),
            models.Index(fields=["at"], name="unsaved_by_time"),
        ]

    def __str__(self):
        return self.headline or "Without a headline"


class EditSession(models.Model):
    """That somebody has a story open at the desk, in one window; who was not heard of for a while has left."""

    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="edit_sessions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="edit_sessions")
    client = models.CharField(max_length=36)
    base = models.PositiveIntegerField(default=0)
    has_typed = models.BooleanField(default=False, help_text="Something is typed there that is not saved yet.")
    seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["article", "-seen_at"], name="edit_session_by_article")]
        constraints = [models.UniqueConstraint(fields=["article", "client"], name="edit_session_once")]

    def __str__(self):
        return f"{self.user} in “{self.article}”"


TO_COME = models.Q(done_at__isnull=True, cancelled_at__isnull=True)


class ScheduledChange(models.Model):
    """A newer version of a public story that is to be released by itself when its time has come."""

    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="scheduled_changes")
    version = models.PositiveIntegerField(help_text="Number of the version to release.")
    due_at = models.DateTimeField()
    kind = models.CharField(max_length=14, help_text="The kind of change, as in release.py.")
    text = models.TextField(blank=True)
    shows_change = models.BooleanField(default=False)
    seen = models.BooleanField(default=False, help_text="What the paper is careful with was seen (checklist.py).")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    made_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True, help_text="Why it could not be released at its time.")

    class Meta:
        ordering = ["due_at", "pk"]
        indexes = [models.Index(fields=["due_at"], condition=TO_COME, name="change_to_come")]
        constraints = [models.UniqueConstraint(fields=["article"], condition=TO_COME, name="one_change_to_come")]

    def __str__(self):
        return f"Version {self.version} of “{self.article}”"


class SectionLimit(models.Model):
    """A section to which an editor's deeds are limited. Who has none may work in all of them."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="section_limits")
    section = models.ForeignKey("articles.Section", on_delete=models.CASCADE, related_name="limits")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "section"], name="section_limit_once")]

    def __str__(self):
        return f"{self.user}: {self.section}"
