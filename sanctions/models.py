"""What is done about people: warnings, comments that are read first, suspensions, bans; and what staff note of them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from moderation.models import Decision, Rule


class SanctionQuerySet(models.QuerySet):
    def standing(self, at):
        """Those that bind at this time: not over, not lifted, and of warnings those that were not read."""
        return self.filter(Q(until=None) | Q(until__gt=at), lifted_at=None, acknowledged_at=None)


class Sanction(models.Model):
    """What a moderator did about a reader, and by which rule. Only ever added to: it is over when its time has come,
    when it was lifted, or, a warning, when it was read."""

    class Kind(models.TextChoices):
        WARN = "warn", "warned"
        PREMODERATE = "premod", "read first"  # each comment waits for a moderator
        SUSPEND = "suspend", "suspended"
        BAN = "ban", "banned"

    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="sanctions")
    number = models.PositiveIntegerField(null=True, help_text="1 is the reader's first; blank when they have left.")
    kind = models.CharField(max_length=8, choices=Kind)
    rule = models.ForeignKey(Rule, on_delete=models.PROTECT, related_name="sanctions")
    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="sanctions", help_text="What led to it."
    )
    note = models.TextField(blank=True, help_text="For the reader, in the moderator's words.")
    for_staff = models.TextField(blank=True, help_text="What colleagues should know.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True, blank=True, help_text="Blank: for good.")
    statement = models.CharField(
        max_length=100, blank=True, editable=False, help_text="Path of the page with its reasons, where one appeals."
    )
    acknowledged_at = models.DateTimeField(null=True, editable=False, help_text="When the reader said they read it.")
    lifted_at = models.DateTimeField(null=True, editable=False)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    lifted_because = models.TextField(blank=True, editable=False)
    remove_since = models.DateTimeField(
        null=True, editable=False, help_text="Their comments from then on are removed with it."
    )
    batch = models.UUIDField(null=True, editable=False, help_text="Of the decisions that removed them.")
    put_back = models.UUIDField(null=True, editable=False, help_text="Of the decisions that put them back.")
    mailbox = models.CharField(
        max_length=64, blank=True, editable=False, help_text="Keyed hash of the mailbox of somebody who is banned."
    )
    mailbox_until = models.DateTimeField(
        null=True, editable=False, help_text="For how long that is kept of somebody who has left."
    )

    objects = SanctionQuerySet.as_manager()

    class Meta:
        ordering = ["-since", "-pk"]
        permissions = [("ban_reader", "Can ban readers, and suspend them for longer than a week")]
        indexes = [
            models.Index(fields=["mailbox"], name="sanction_by_mailbox"),
            models.Index(fields=["-since"], condition=Q(lifted_at=None), name="sanction_standing"),
        ]
        constraints = [
            # Of two moderators who act on the same page at once, one does.
            models.UniqueConstraint(fields=["reader", "number"], name="one_sanction_after_the_other"),
            models.CheckConstraint(condition=~Q(kind="suspend") | Q(until__isnull=False), name="suspended_until"),
            models.CheckConstraint(
                condition=~Q(kind__in=["warn", "ban"]) | Q(until=None), name="ban_and_warning_end_not"
            ),
            models.CheckConstraint(
                condition=Q(lifted_at=None, lifted_by=None) | Q(lifted_at__isnull=False, lifted_by__isnull=False),
                name="lifted_by_somebody",
            ),
        ]

    def __str__(self):
        return f"{self.reader} {self.get_kind_display()}"

    def save(self, *args, **kwargs):
        if self.pk:
            raise TypeError("A sanction is never changed: lift it, and give another.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("A sanction is never deleted.")

    def stands(self, at=None):
        """Tell whether it binds at this time."""
        over = self.until is not None and self.until <= (at or timezone.now())
        return not (over or self.lifted_at or self.acknowledged_at)


class Note(models.Model):
    """What a member of staff wrote down about a person, for colleagues. Only ever added to."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notes_about")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-written_at", "-pk"]

    def __str__(self):
        return f"Note about {self.person}"

    def save(self, *args, **kwargs):
        if self.pk:
            raise TypeError("A note is never changed: write another.")
        super().save(*args, **kwargs)
