"""The rules by which comments are looked at before they appear; how each was rehearsed, and what it found."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from comments.checks import HOLD, MARK
from comments.models import Comment
from moderation.models import Rule


class ScreeningRuleQuerySet(models.QuerySet):
    def at_work(self):
        """What looks at comments: seen by everyone it concerns, or in the shadow."""
        return self.filter(state__in=[ScreeningRule.State.SHADOW, ScreeningRule.State.LIVE])


class ScreeningRule(models.Model):
    """What is looked for in a comment, and what follows when it is found."""

    class Kind(models.TextChoices):
        WORDS = "words", "words and phrases"
        LEGAL = "legal", "legal phrases"
        PERSONAL = "personal", "personal data"
        HOSTS = "hosts", "hosts of links"
        LINKS = "links", "number of links"
        NEW_LINKS = "newlinks", "links from new accounts"
        SHOUTING = "shouting", "shouting"
        REPEATS = "repeats", "repeats"
        NEAR = "near", "near-repeats"
        NEWCOMERS = "newcomers", "new commenters"
        RISK = "risk", "story risk"

    class State(models.TextChoices):
        DRAFT = "draft", "draft"
        SHADOW = "shadow", "in the shadow"
        LIVE = "live", "live"

    class Outcome(models.TextChoices):
        MARK = MARK, "mark for the moderators"
        HOLD = HOLD, "hold for a moderator"

    name = models.CharField(max_length=80, unique=True, help_text="For the moderators, as in “Slurs”.")
    kind = models.CharField(max_length=10, choices=Kind)
    lists = models.TextField("list", blank=True, help_text="One a line.")
    number = models.PositiveIntegerField(null=True, blank=True)
    cites = models.ForeignKey(
        Rule, null=True, blank=True, on_delete=models.PROTECT, help_text="The published rule that it stands for."
    )
    outcome = models.CharField(max_length=4, choices=Outcome, default=Outcome.MARK)
    state = models.CharField(max_length=6, choices=State, default=State.DRAFT, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False, help_text="Moves when it looks for other things.")
    at_work_version = models.PositiveIntegerField(
        null=True, editable=False, help_text="Which of its versions looks at comments; that of its draft may be newer."
    )
    at_work_since = models.DateTimeField(null=True, editable=False)

    objects = ScreeningRuleQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft", at_work_version=None) | Q(~Q(state="draft"), at_work_version__isnull=False),
                name="screening_rule_at_work_has_its_version",
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("screening:rule", args=[self.pk])

    @property
    def lines(self):
        return [line for line in map(str.strip, self.lists.splitlines()) if line and not line.startswith("#")]

    @property
    def has_newer_draft(self):
        return self.at_work_version not in (None, self.version)


class ChangeQuerySet(models.QuerySet):
    def at_work(self):
        """The wordings by which comments are looked at now."""
        return self.filter(
            rule__in=ScreeningRule.objects.at_work(), worded=True, version=F("rule__at_work_version")
        ).select_related("rule")


class Change(models.Model):
    """That a rule was written, put to work or taken off, with all that it then said. Only ever added to."""

    rule = models.ForeignKey(ScreeningRule, on_delete=models.PROTECT, related_name="changes")
    version = models.PositiveIntegerField()
    worded = models.BooleanField(help_text="Whether it looks for other things since.")
    lists = models.TextField(blank=True)
    number = models.PositiveIntegerField(null=True)
    cites = models.ForeignKey(Rule, null=True, on_delete=models.PROTECT)
    outcome = models.CharField(max_length=4, choices=ScreeningRule.Outcome)
    state = models.CharField(max_length=6, choices=ScreeningRule.State)
    note = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, help_text="Empty: the site itself."
    )
    at = models.DateTimeField(default=timezone.now)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["rule", "version"], condition=Q(worded=True), name="one_wording_of_each_version"
            )
        ]

    def __str__(self):
        return f"{self.rule} {self.version}, {self.at:%Y-%m-%d}"

    def save(self, *args, **kwargs):
        if self.pk:
            raise TypeError("What a rule said is never changed: write it anew.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("What a rule said is never deleted.")


class Rehearsal(models.Model):
    """What a version of a rule would have found in the comments of so many days."""

    rule = models.ForeignKey(ScreeningRule, on_delete=models.CASCADE, related_name="rehearsals")
    version = models.PositiveIntegerField()
    days = models.PositiveSmallIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT)
    begun_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)
    looked_at = models.PositiveIntegerField(default=0, help_text="Comments.")
    found = models.PositiveIntegerField(default=0)
    removed = models.PositiveIntegerField(default=0, help_text="Of those found: removed by a person.")
    kept = models.PositiveIntegerField(default=0, help_text="Of those found: kept by a person.")
    readers = models.PositiveIntegerField(default=0, help_text="Who wrote those found.")
    right = models.JSONField(default=list, help_text="Numbers of comments that were found and removed.")
    wrong = models.JSONField(default=list, help_text="Numbers of comments that were found and kept.")
    open = models.JSONField(default=list, help_text="Numbers of comments that were found and nobody decided on.")

    class Meta:
        ordering = ["-begun_at", "-pk"]

    def __str__(self):
        return f"{self.rule} {self.version}: {self.found} of {self.looked_at}"

    def get_absolute_url(self):
        return reverse("screening:rehearsal", args=[self.pk])

    @property
    def undecided(self):
        return self.found - self.removed - self.kept


class ShadowHit(models.Model):
    """What a rule in the shadow found in a comment: shown to nobody who reads or decides about it."""

    rule = models.ForeignKey(ScreeningRule, on_delete=models.CASCADE, related_name="shadow_hits")
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="+")
    text_version = models.PositiveIntegerField()
    words = models.CharField(max_length=200, blank=True)
    hit_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["rule", "comment", "text_version"], name="one_shadow_hit_of_each_text")
        ]

    def __str__(self):
        return f"{self.rule} in comment {self.comment_id}"


class Fingerprint(models.Model):
    """One of the few numbers by which texts that are nearly the same are known. Kept for some days."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="+")
    reader = models.BigIntegerField(help_text="Whose comment it is; only counted.")
    key = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["key", "at", "reader"], name="fingerprint_by_key")]

    def __str__(self):
        return f"{self.key:x}"
