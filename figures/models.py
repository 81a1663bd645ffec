"""What is counted of closed days; and the calibration rounds, in which moderators judge the same comments blind."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from articles.models import Section
from moderation.models import Decision, Rule


class Day(models.Model):
    """What happened on one day that is over, on the stories that stood in one section when it was counted. Written
    once (days.py), so that a quarter of a year is not counted again for each look at it."""

    day = models.DateField(help_text="On the paper's clock.")
    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="+")
    counts = models.JSONField(help_text="How much of what, by the names of tally.py.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "section"], name="one_count_for_each_day_and_section")]
        permissions = [("view_people", "Can see how much each moderator decided")]

    def __str__(self):
        return f"{self.day:%Y-%m-%d} in {self.section}"


class Round(models.Model):
    """A calibration round: some decided comments that several moderators judge anew, without knowing what was decided.
    What they answer changes nothing but what the team knows about itself."""

    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    started_at = models.DateTimeField(default=timezone.now)
    is_open = models.BooleanField(default=True)

    class Meta:
        ordering = ["-pk"]
        permissions = [("start_round", "Can start and close calibration rounds")]
        constraints = [models.UniqueConstraint(fields=["is_open"], condition=Q(is_open=True), name="one_open_round")]

    def __str__(self):
        return f"Round of {timezone.localdate(self.started_at):%d %B %Y}"

    def get_absolute_url(self):
        return reverse("figures:round", args=[self.pk])


class RoundCard(models.Model):
    """One of a round's comments, with the text that was decided on."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="cards")
    position = models.PositiveSmallIntegerField()
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["round", "position"], name="one_card_for_each_position"),
            models.UniqueConstraint(fields=["round", "decision"], name="each_decision_once_in_a_round"),
        ]

    def __str__(self):
        return f"Card {self.position} of {self.round}"

    def get_absolute_url(self):
        return reverse("figures:card", args=[self.round_id, self.position])


class Answer(models.Model):
    """What one moderator would do with the comment on a card: remove it by a rule, or, without one, keep it."""

    card = models.ForeignKey(RoundCard, on_delete=models.CASCADE, related_name="answers")
    moderator = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    rule = models.ForeignKey(Rule, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["card", "moderator"], name="one_answer_for_each_card_and_moderator")
        ]

    def __str__(self):
        return f"{self.moderator} on {self.card}"
