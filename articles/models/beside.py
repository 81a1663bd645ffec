"""What stands beside a story: its bylines, its topics, the stories that an editor set beside it."""

from django.db import models
from django.db.models import F, Q
from taggit.models import TaggedItemBase

from .paper import Author


class InOrderOfTime(models.Model):
    """What puts a story into a list keeps the story's time beside it, so that a list of thousands is read in order.

    articles/settle.py keeps the two the same; what is added by itself, as a topic is, brings the time when it is saved.
    """

    publish_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True


class Byline(InOrderOfTime):
    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="bylines")
    author = models.ForeignKey(Author, on_delete=models.PROTECT, related_name="bylines")
    role = models.CharField(max_length=60, blank=True, help_text="As in “additional reporting”; blank for “by”.")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        indexes = [models.Index(fields=["author", "-publish_at", "-article"], name="byline_newest")]
        constraints = [models.UniqueConstraint(fields=["article", "author"], name="author_once_in_article")]

    def __str__(self):
        return f"{self.author}, {self.role}" if self.role else str(self.author)

    def save(self, *args, **kwargs):
        self.publish_at = self.article.publish_at
        super().save(*args, **kwargs)


class Tagged(InOrderOfTime, TaggedItemBase):
    """A topic of a story."""

    content_object = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="tagged")

    class Meta:
        indexes = [models.Index(fields=["tag", "-publish_at", "-content_object"], name="tagged_newest")]
        constraints = [models.UniqueConstraint(fields=["content_object", "tag"], name="tag_once_on_article")]

    def __str__(self):
        return f"{self.tag} on “{self.content_object}”"

    def save(self, *args, **kwargs):
        self.publish_at = self.content_object.publish_at
        super().save(*args, **kwargs)


class Related(models.Model):
    """A story that an editor set beside another."""

    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="related")
    to = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="related_from", verbose_name="related story"
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "related story"
        verbose_name_plural = "related stories"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "to"],
                name="related_once",
                violation_error_message="This story stands twice among the related ones.",
            ),
            models.CheckConstraint(
                condition=~Q(article=F("to")),
                name="related_to_another",
                violation_error_message="A story is not related to itself: choose another.",
            ),
        ]

    def __str__(self):
        return str(self.to)
