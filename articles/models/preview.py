"""Secret links by which people without an account see a story that is not public yet."""

import secrets

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone


def secret_word():
    """Return 128 bits as a word of an address."""
    return secrets.token_urlsafe(16)


class PreviewLink(models.Model):
    """A link to a story's preview, open for some days.

    Its word stands here as it is, so that whoever made it can copy it again: it opens nothing that does not stand in
    this database itself, and no longer than the link.
    """

    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="preview_links")
    version = models.PositiveIntegerField(null=True, blank=True, help_text="None: the newest, whichever that is.")
    word = models.CharField(max_length=22, unique=True, default=secret_word, editable=False)
    for_whom = models.CharField(max_length=120, blank=True, help_text="For the desk to know; never shown there.")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="preview_links"
    )
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    opened = models.PositiveIntegerField(default=0)
    last_opened_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self):
        return f"Preview of “{self.article}”"

    def get_absolute_url(self):
        return reverse("articles:preview", args=[self.word])

    def is_over(self, at=None):
        return self.revoked_at is not None or self.expires_at <= (at or timezone.now())
