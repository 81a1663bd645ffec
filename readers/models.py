"""What a reader keeps for themself: whom they will not read, and what they follow."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from articles.models import Article
from comments.models import Comment


class Mute(models.Model):
    """`reader` does not want to see what `muted` writes. Nobody else is told."""

    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mutes")
    muted = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="muted_by")
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-since", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["reader", "muted"], name="one_mute_for_each_pair"),
            models.CheckConstraint(condition=~Q(reader=F("muted")), name="nobody_mutes_themself"),
        ]

    def __str__(self):
        return f"{self.reader} does not read {self.muted}"


class Follow(models.Model):
    """`reader` is told of new comments on a story, or of replies to a comment."""

    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="follows")
    article = models.ForeignKey(Article, null=True, blank=True, on_delete=models.CASCADE, related_name="followers")
    comment = models.ForeignKey(Comment, null=True, blank=True, on_delete=models.CASCADE, related_name="followers")
    since = models.DateTimeField(default=timezone.now)
    told_up_to = models.BigIntegerField(default=0, help_text="The last Told before the notice that stands.")

    class Meta:
        ordering = ["-since", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["reader", "article"], name="one_follow_for_each_story"),
            models.UniqueConstraint(fields=["reader", "comment"], name="one_follow_for_each_comment"),
            models.CheckConstraint(
                condition=Q(article__isnull=False, comment=None) | Q(article=None, comment__isnull=False),
                name="follows_a_story_or_a_comment",
            ),
        ]

    def __str__(self):
        return f"{self.reader} follows {self.article or self.comment}"


class Told(models.Model):
    """That those who follow were told of a comment: once, whatever becomes of it later. Numbered as they appeared."""

    comment = models.OneToOneField(Comment, on_delete=models.CASCADE, related_name="told")
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="told")

    def __str__(self):
        return f"Comment {self.comment_id}"
