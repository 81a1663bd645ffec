from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string

from comments.models import Comment
from law import categories
from moderation.models import Decision, Rule

from .notices import LETTERS


def statement_reference():
    return "S-" + get_random_string(10, LETTERS)


class Statement(models.Model):
    """Why something of a person's was restricted, as they were told it (Art. 17). Never changed."""

    class Restriction(models.TextChoices):
        REMOVED = "removed", "The comment was removed"
        HELD = "held", "The comment is not shown until a moderator has decided"
        ASKED = "asked", "The comment is not shown unless it is changed"
        READ_FIRST = "first", "Comments of this account are read before they appear"
        SUSPENDED = "suspended", "The account may not write for a time"
        BANNED = "banned", "The account may not write any more"

    class Source(models.TextChoices):
        NOTICE = "notice", "a notice of illegal content"
        REPORT = "report", "a reader’s report"
        OWN = "own", "our own reading"

    class Automated(models.TextChoices):
        NOT = "not", "A person decided."
        FULLY = "fully", "A program decided. No person has read it yet."

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="statements")
    comment = models.ForeignKey(Comment, null=True, on_delete=models.PROTECT, related_name="statements")
    decision = models.OneToOneField(Decision, null=True, on_delete=models.PROTECT, related_name="statement")
    about = models.CharField(max_length=60, blank=True, help_text="What else it is about, as its room names it.")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Not shown to the person.",
    )
    reference = models.CharField(max_length=14, unique=True, default=statement_reference)
    restriction = models.CharField(max_length=10, choices=Restriction)
    scope = models.CharField(max_length=200)
    until = models.DateTimeField(null=True)
    facts = models.TextField()
    source = models.CharField(max_length=8, choices=Source)
    found_by_program = models.BooleanField()
    automated = models.CharField(max_length=8, choices=Automated)
    rule = models.ForeignKey(Rule, null=True, on_delete=models.PROTECT)
    law = models.CharField(max_length=16, blank=True, choices=categories.choices, help_text="Blank: a rule of ours.")
    ground = models.CharField(max_length=500)
    explanation = models.TextField()
    redress = models.TextField()
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["person", "-made_at"], name="statement_by_person")]

    def __str__(self):
        return self.reference

    def save(self, *args, **kwargs):
        if self.pk:
            raise TypeError("A statement of reasons is never changed.")
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("law:statement", args=[self.reference])
