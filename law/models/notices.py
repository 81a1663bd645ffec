from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import get_random_string

from comments.models import Comment
from law import categories
from moderation.models import Decision

LETTERS = "23456789BCDFGHJKMNPQRTVWXZ"  # that can be read out on the telephone: no vowels, no look-alikes


def notice_reference():
    return "L-" + get_random_string(8, LETTERS)


class NoticeQuerySet(models.QuerySet):
    def open(self):
        """What moderators have to decide: confirmed, and not set aside."""
        return self.filter(decision=None, confirmed_at__isnull=False, aside="")

    def decided(self):
        return self.filter(decision__isnull=False)

    def unconfirmed(self):
        return self.filter(decision=None, confirmed_at=None)

    def aside(self):
        return self.filter(decision=None).exclude(aside="")


class Notice(models.Model):
    """Somebody says that a comment is illegal (Art. 16 of Regulation 2022/2065)."""

    class Aside(models.TextChoices):
        SUSPENDED = "suspended", "its sender is suspended for misuse"

    class Found(models.TextChoices):
        UNFOUNDED = "unfounded", "manifestly unfounded"
        ILLEGAL = "illegal", "manifestly illegal content"

    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="notices")
    text_version = models.PositiveIntegerField(help_text="Which text of the comment it is about.")
    notifier = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="notices_sent"
    )
    name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(max_length=254, blank=True)
    law = models.CharField(max_length=16, choices=categories.choices)
    provision = models.CharField(max_length=200, blank=True, help_text="The law in the notifier's words.")
    why = models.TextField()
    address = models.CharField(max_length=300, help_text="Where the comment stands, as the notifier gave it.")
    good_faith = models.BooleanField()
    reference = models.CharField(max_length=14, unique=True, default=notice_reference)
    form_key = models.UUIDField(unique=True, help_text="Made with the form: the same form sent twice is one notice.")
    network = models.CharField(max_length=32, null=True, editable=False)
    proved = models.BooleanField(default=False, help_text="Whether a browser gave a proof of work.")
    arrived_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, help_text="When the sender's address was proved to be theirs.")
    aside = models.CharField(max_length=10, choices=Aside, blank=True)
    found = models.CharField(
        max_length=10, choices=Found, blank=True, help_text="Beyond the decision, where it is plain."
    )
    erased = models.BooleanField(default=False, help_text="Name, address and words were forgotten.")
    decision = models.ForeignKey(Decision, null=True, on_delete=models.PROTECT, related_name="notices")

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-arrived_at", "-pk"]
        indexes = [
            models.Index(fields=["comment"], condition=Q(decision=None), name="notice_open"),
            models.Index(fields=["due_at"], condition=Q(decision=None), name="notice_due"),
            models.Index(fields=["network", "arrived_at"], name="notice_by_network"),
            models.Index(fields=["email", "arrived_at"], name="notice_by_email"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(good_faith=True), name="notice_in_good_faith"),
            models.CheckConstraint(
                condition=Q(law="child") | Q(notifier__isnull=False) | Q(erased=True) | (~Q(email="") & ~Q(name="")),
                name="notice_says_from_whom",
            ),
            models.UniqueConstraint(
                fields=["notifier", "comment", "text_version", "law"],
                condition=Q(erased=False),
                name="one_notice_for_each_law_and_text",
            ),
        ]

    def __str__(self):
        return self.reference

    def is_overdue(self, at):
        return self.decision_id is None and self.due_at < at

    @property
    def law_in_short(self):
        return categories.short(self.law)

    @property
    def upheld(self):
        return self.decision_id is not None and self.decision.action == Decision.Action.REMOVE

    @property
    def changed_since(self):
        """Whether the comment stays with another text than the one that the notice is about: of that nobody spoke."""
        decided = self.decision_id is not None and not self.upheld
        return decided and self.text_version < (self.decision.text_version or 0)


class Letter(models.Model):
    """What was written to somebody without an account. Sent once, by the task worker."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="letters")
    subject = models.CharField(max_length=200)
    text = models.TextField()
    confirms = models.BooleanField(default=False, help_text="It carries the link that confirms the notice.")
    written_at = models.DateTimeField(default=timezone.now)
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.subject
