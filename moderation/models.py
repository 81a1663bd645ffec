"""What is done about comments: the published rules, readers' reports, moderators' decisions."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string

from comments.models import Comment


class RuleQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(retired=False)


class Rule(models.Model):
    """One of the published rules: a reason to report, a reason to remove, what a check cites."""

    code = models.SlugField(max_length=40, unique=True)
    title = models.CharField(max_length=80)
    text = models.CharField(max_length=300, help_text="One sentence for readers.")
    position = models.PositiveSmallIntegerField(default=0)
    retired = models.BooleanField(default=False, help_text="No longer offered; earlier decisions keep it.")

    objects = RuleQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return self.title


class Decision(models.Model):
    """What a moderator decided about a comment. Only ever added to."""

    class Action(models.TextChoices):
        KEEP = "keep", "kept"
        REMOVE = "remove", "removed"

    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="decisions")
    moderator = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="decisions")
    action = models.CharField(max_length=8, choices=Action)
    rule = models.ForeignKey(Rule, null=True, blank=True, on_delete=models.PROTECT)
    note = models.TextField(blank=True, help_text="For the author, in the moderator's words.")
    before = models.CharField(max_length=8, choices=Comment.Status)
    text = models.TextField(help_text="The text that was decided on.")
    version = models.PositiveIntegerField(help_text="The comment's version that was decided on.")
    decided_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-decided_at", "-pk"]
        indexes = [models.Index(fields=["comment", "-decided_at"], name="decision_by_comment")]
        constraints = [
            models.UniqueConstraint(fields=["comment", "version"], name="one_decision_for_each_version"),
            models.CheckConstraint(
                condition=~Q(action="remove") | Q(rule__isnull=False), name="removal_names_its_rule"
            ),
        ]

    def __str__(self):
        return f"{self.get_action_display()} by {self.moderator}"

    def save(self, *args, **kwargs):
        if self.pk:
            raise TypeError("A decision is never changed: decide anew.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("A decision is never deleted.")


def new_reference():
    """Return a reference that can be read out on the telephone: no vowels, no look-alikes."""
    return "R-" + get_random_string(7, "23456789BCDFGHJKMNPQRTVWXZ")


class ReportQuerySet(models.QuerySet):
    def open(self):
        return self.filter(decision=None)


class Report(models.Model):
    """A reader says that a comment breaks a rule."""

    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="reports")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reports")
    rule = models.ForeignKey(Rule, on_delete=models.PROTECT)
    words = models.TextField(blank=True, help_text="In the reader's own words.")
    text_version = models.PositiveIntegerField(help_text="Which text of the comment was reported.")
    reference = models.CharField(max_length=12, unique=True, default=new_reference)
    reported_at = models.DateTimeField(default=timezone.now)
    decision = models.ForeignKey(Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="reports")

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-reported_at", "-pk"]
        indexes = [
            models.Index(fields=["comment"], condition=Q(decision=None), name="report_open"),
            models.Index(fields=["reader", "-reported_at"], name="report_by_reader"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["reader", "comment", "text_version"], name="one_report_for_each_reader_and_text"
            )
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("moderation:report_state", args=[self.reference])
