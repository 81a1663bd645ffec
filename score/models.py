"""The score of each comment, and what it was learned from."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from comments.models import Comment


class Training(models.Model):
    """The score was trained: from which decisions, how good it then was, and whether it came into force."""

    made_at = models.DateTimeField(default=timezone.now)
    learned_until = models.DateTimeField(null=True, help_text="Of the last decision that it knows.")
    weights = models.BinaryField(null=True, help_text="Blank once a later one is in force.")
    taken = models.BooleanField(help_text="Whether it came into force.")
    why = models.CharField(max_length=200, help_text="Why it did, or did not.")
    decisions = models.PositiveIntegerField()
    removals = models.PositiveIntegerField()
    facts = models.JSONField(default=dict, help_text="Quality, learning curve, drift, words.")

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self):
        return f"Training {self.pk}"


class Scorer(models.Model):
    """Whether the score is shown, and which weights are in force: a training's, or else the starter's. One row."""

    is_on = models.BooleanField(default=False, help_text="Off: it works in shadow, and only its own page tells of it.")
    training = models.ForeignKey(Training, null=True, on_delete=models.PROTECT, related_name="+")
    switched_at = models.DateTimeField(null=True)
    switched_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_scorer")]

    def __str__(self):
        return "on" if self.is_on else "in shadow"


class Score(models.Model):
    """How likely a moderator is to remove a comment, as it was told when the comment was posted or edited."""

    comment = models.OneToOneField(Comment, primary_key=True, on_delete=models.CASCADE, related_name="score")
    value = models.FloatField(help_text="From 0 to 1.")
    text_version = models.PositiveIntegerField(help_text="Of the text that was scored.")
    training = models.PositiveIntegerField(default=0, help_text="Whose weights; 0: the starter's.")
    scored_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["scored_at"], name="score_by_time")]

    def __str__(self):
        return f"{self.value:.2f}"
