from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class Misuse(models.Model):
    """That somebody was warned, or suspended for a time, for misuse (Art. 23). A log: only ever added to."""

    class About(models.TextChoices):
        NOTICES = "notices", "manifestly unfounded notices"
        CONTENT = "content", "manifestly illegal content"

    class Step(models.TextChoices):
        WARNED = "warned", "warned"
        SUSPENDED = "suspended", "suspended"

    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="misuses")
    email_key = models.CharField(
        max_length=64, blank=True, help_text="Keyed hash of the address of who has no account."
    )
    about = models.CharField(max_length=8, choices=About)
    step = models.CharField(max_length=10, choices=Step)
    because = models.CharField(max_length=300)
    at = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["person", "about", "-at"], name="misuse_by_person"),
            models.Index(fields=["email_key"], condition=~Q(email_key=""), name="misuse_by_email"),
        ]

    def __str__(self):
        return f"{self.get_step_display()} for {self.get_about_display()}"
