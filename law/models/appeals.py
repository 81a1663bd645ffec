from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.crypto import get_random_string

from comments.models import Comment
from moderation.models import Decision, Report

from .notices import LETTERS, Notice
from .statements import Statement


def appeal_reference():
    return "A-" + get_random_string(8, LETTERS)


class AppealQuerySet(models.QuerySet):
    def open(self):
        return self.filter(decided_at=None)

    def decided(self):
        return self.filter(decided_at__isnull=False)


class Appeal(models.Model):
    """Somebody asks that a decision is looked at by another person (Art. 20)."""

    class Outcome(models.TextChoices):
        UPHELD = "upheld", "the decision stands"
        REVERSED = "reversed", "the decision was reversed"

    statement = models.OneToOneField(Statement, null=True, on_delete=models.PROTECT, related_name="appeal")
    report = models.OneToOneField(Report, null=True, on_delete=models.PROTECT, related_name="appeal")
    notice = models.OneToOneField(Notice, null=True, on_delete=models.PROTECT, related_name="appeal")
    comment = models.ForeignKey(Comment, null=True, on_delete=models.PROTECT, related_name="appeals")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="appeals",
        help_text="Blank: a notifier without an account.",
    )
    words = models.TextField()
    first = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", help_text="Who decided first."
    )
    reference = models.CharField(max_length=14, unique=True, default=appeal_reference)
    made_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="appeals_decided"
    )
    decision = models.ForeignKey(Decision, null=True, on_delete=models.PROTECT, related_name="appeals")
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)
    answer = models.TextField(blank=True, help_text="The reasons, for whoever appealed.")

    objects = AppealQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["comment"], condition=Q(decided_at=None), name="appeal_open")]
        constraints = [
            models.CheckConstraint(
                condition=Q(statement__isnull=False, report=None, notice=None)
                | Q(statement=None, report__isnull=False, notice=None)
                | Q(statement=None, report=None, notice__isnull=False)
                # A report can go with its reader; the appeal stands, and is a former reader's.
                | Q(statement=None, report=None, notice=None, person__isnull=False),
                name="appeal_against_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | Q(first=None) | ~Q(decided_by=F("first")),
                name="appeal_decided_by_another_person",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None, outcome="")
                | (Q(decided_at__isnull=False, decided_by__isnull=False) & ~Q(outcome="")),
                name="appeal_decided_by_somebody",
            ),
        ]

    def __str__(self):
        return self.reference

    @property
    def whose(self):
        return "the author" if self.statement_id else "a notifier" if self.notice_id else "a reader who reported"

    def is_overdue(self, at):
        return self.decided_at is None and self.due_at < at
