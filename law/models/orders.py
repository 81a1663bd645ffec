from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.crypto import get_random_string

from comments.models import Comment
from law import categories, states

from .notices import LETTERS


def order_reference():
    return "O-" + get_random_string(8, LETTERS)


class AuthorityOrderQuerySet(models.QuerySet):
    def open(self):
        return self.filter(effect_at=None)

    def done(self):
        return self.filter(effect_at__isnull=False)


class AuthorityOrder(models.Model):
    """An authority orders that something is done (Arts. 9 and 10 of Regulation 2022/2065). It comes by letter, and the
    lawyer keeps the register."""

    class Kind(models.TextChoices):
        ACT = "act", "to act against illegal content"
        INFORM = "inform", "to give information"

    kind = models.CharField(max_length=6, choices=Kind)
    authority = models.CharField(max_length=200)
    state = models.CharField(max_length=2, choices=states.choices, help_text="Whose authority it is.")
    law = models.CharField(
        max_length=16, blank=True, choices=categories.choices, help_text="Blank: the order does not say."
    )
    items = models.PositiveSmallIntegerField(default=1, help_text="How many comments it is about.")
    comment = models.ForeignKey(Comment, null=True, on_delete=models.PROTECT, related_name="orders")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="orders")
    received_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, help_text="When the authority was told that it has arrived.")
    effect_at = models.DateTimeField(null=True, help_text="When it was done.")
    note = models.TextField(blank=True)
    reference = models.CharField(max_length=14, unique=True, default=order_reference)
    entered_at = models.DateTimeField(default=timezone.now)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = AuthorityOrderQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at", "-pk"]
        indexes = [models.Index(fields=["received_at"], name="order_by_time")]
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_at=None) | Q(confirmed_at__gte=F("received_at")), name="order_confirmed_after"
            ),
            models.CheckConstraint(
                condition=Q(effect_at=None) | Q(effect_at__gte=F("received_at")), name="order_done_after"
            ),
        ]
        permissions = [("keep_orders", "Can keep the register of authorities' orders")]

    def __str__(self):
        return self.reference

    @property
    def law_in_short(self):
        return categories.short(self.law) or "Not specified"
