"""What readers say under a story."""

from datetime import time

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Section

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
STEP = 7  # characters of the path for each comment: 78 thousand million comments
DEEPEST = 8  # steps; deeper replies stand beside each other under the eighth, in order of time


def step(number):
    """Return `number` in base 36, STEP characters wide, so that text order is number order."""
    text = ""
    while number:
        number, digit = divmod(number, 36)
        text = DIGITS[digit] + text
    return text.rjust(STEP, "0")


class PathField(models.CharField):
    """A comment's place in its thread, ordered byte by byte whatever the database's language is."""

    def db_parameters(self, connection):
        parameters = super().db_parameters(connection)
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return parameters


class Community(models.Model):
    """What stands above the comments of every story, and what holds for them all. One row."""

    kicker = models.CharField(max_length=60, default="Your Voice")
    heading = models.CharField(max_length=60, default="Readers’ comments")
    statement = models.TextField(
        default=(
            "<p>This is a place for readers. Stay civil and on topic. "
            'Please read our <a href="/policies/comments/">comments policy</a> before taking part.</p>'
        ),
        help_text="One or two sentences with a link to the comments policy.",
    )
    order = models.CharField(
        "order of comments",
        max_length=8,
        choices=Article.CommentsOrder,
        default=Article.CommentsOrder.OLDEST,
        help_text="Where a story does not say otherwise.",
    )
    close_after_days = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="A story takes comments for so many days. Blank: for ever."
    )
    shows_removals = models.BooleanField(
        "say what was removed",
        default=True,
        help_text="A line under each conversation: how many comments were removed, and by which rules.",
    )

    class Meta:
        verbose_name_plural = "community"
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_community")]

    def __str__(self):
        return self.heading


class OpeningHours(models.Model):
    """Hours of one weekday in which comments are taken, on the paper's clock: on one story, in one section, or, with
    neither, on the whole site. The narrowest that has any hours counts; where there are none, it is always open."""

    class Day(models.IntegerChoices):
        MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)

    article = models.ForeignKey(
        Article, null=True, blank=True, on_delete=models.CASCADE, related_name="opening_hours", verbose_name="story"
    )
    section = models.ForeignKey(Section, null=True, blank=True, on_delete=models.CASCADE, related_name="opening_hours")
    day = models.PositiveSmallIntegerField(choices=Day)
    opens = models.TimeField()
    closes = models.TimeField(help_text="00:00 is the end of the day.")

    class Meta:
        verbose_name_plural = "opening hours"
        ordering = ["day", "opens"]
        constraints = [
            models.CheckConstraint(
                condition=Q(article=None) | Q(section=None), name="hours_of_a_story_or_of_a_section"
            ),
            models.CheckConstraint(
                condition=Q(closes=time(0)) | Q(closes__gt=F("opens")), name="hours_close_after_they_open"
            ),
        ]

    def __str__(self):
        return f"{self.get_day_display()} {self.opens:%H:%M} to {self.closes:%H:%M}"


def once_public_stories():
    """Live stories, and withdrawn ones, whose pages say so. What was never public is in no answer."""
    return Article.objects.live() | Article.objects.withdrawn()


class CommentQuerySet(models.QuerySet):
    def visible(self):
        """What every reader may see: the one definition, for lists and for counts."""
        return self.filter(status=Comment.Status.VISIBLE)

    def held(self):
        return self.filter(status=Comment.Status.HELD)

    def once_public(self):
        """What readers may have seen, on stories that are or were on the site: its pages say what became of it."""
        # Asked of this comment's story alone: a list of all public stories would grow with the paper.
        its_story = once_public_stories().filter(pk=OuterRef("article"))
        return self.exclude(status=Comment.Status.HELD).filter(Exists(its_story))

    def noting_the_story(self):
        """With `on_site`: whether the story, and so the comment, can be reached."""
        return self.annotate(on_site=Exists(Article.objects.live().filter(pk=OuterRef("article"))))

    def thread(self):
        """Visible comments in conversation order, with the empty places of others that were answered."""
        answers = Comment.objects.visible().filter(
            article=OuterRef("article"),
            path__gt=OuterRef("path"),
            path__lt=Concat(OuterRef("path"), Value("~")),
        )
        return self.filter(Q(status=Comment.Status.VISIBLE) | Exists(answers)).order_by("path")


class Comment(models.Model):
    class Status(models.TextChoices):
        VISIBLE = "visible", "visible"
        HELD = "held", "waiting for a moderator"
        REMOVED = "removed", "removed"
        DELETED = "deleted", "deleted by its author"

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="comments")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="comments")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replies")
    path = PathField(max_length=STEP * DEEPEST, editable=False)
    top = models.BigIntegerField(
        default=0, editable=False, help_text="The number of the comment that began this branch."
    )
    text = models.TextField(help_text="As it was typed.")
    html = models.TextField(help_text="Made from the text once, on the way in; served as it is.")
    status = models.CharField(max_length=8, choices=Status, default=Status.VISIBLE)
    posted_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True, blank=True, editable=False)
    read_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="When a moderator decided on this text; blank after an edit."
    )
    edit_until = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="A moderator offered its author to change it, up to then."
    )
    picked_at = models.DateTimeField(null=True, blank=True, editable=False, help_text="When an editor picked it.")
    likes = models.PositiveIntegerField(default=0, editable=False, help_text="Moved with the rows of Like.")
    network = models.CharField(
        max_length=32, blank=True, editable=False, help_text="Keyed hash of where it came from; blank after 30 days."
    )
    text_key = models.CharField(
        max_length=16, blank=True, editable=False, help_text="The same for the same words; blank after a day."
    )
    text_version = models.PositiveIntegerField(default=1, help_text="Moves when the text is edited.")
    version = models.PositiveIntegerField(default=1, help_text="Moves with every decision and every edit.")
    form_key = models.UUIDField(help_text="Made with the form: the same form sent twice makes one comment.")

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["-posted_at", "-pk"]
        permissions = [("moderate_comment", "Can moderate comments"), ("pick_comment", "Can pick comments")]
        indexes = [
            models.Index(fields=["article", "path"], name="comment_thread"),
            models.Index(fields=["article", "-top", "path"], name="comment_newest"),
            models.Index(fields=["article", "status", "-likes", "-id"], name="comment_liked"),
            models.Index(fields=["article", "-picked_at"], condition=Q(picked_at__isnull=False), name="comment_picked"),
            models.Index(fields=["network", "posted_at"], condition=~Q(network=""), name="comment_by_network"),
            models.Index(fields=["text_key", "posted_at"], condition=~Q(text_key=""), name="comment_by_text"),
            models.Index(fields=["reader", "-posted_at"], name="comment_by_reader"),
            # With the status in it, or SQLite would rather count in an index of all comments.
            models.Index(fields=["status", "posted_at"], condition=Q(status="held"), name="comment_held"),
            models.Index(fields=["posted_at", "article"], condition=Q(status="visible"), name="comment_recent"),
            models.Index(fields=["-id"], condition=Q(status="removed"), name="comment_removed"),
            models.Index(fields=["reader", "status"], condition=Q(status="removed"), name="comment_removed_by_reader"),
            models.Index(fields=["posted_at", "article"], name="comment_by_time"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["reader", "form_key"], name="comment_once_from_form"),
            models.CheckConstraint(condition=~Q(text=""), name="comment_says_something"),
        ]

    def __str__(self):
        return f"Comment {self.pk} by {self.reader}"

    def get_absolute_url(self):
        return reverse("comments:comment", args=[self.pk])

    @property
    def is_visible(self):
        return self.status == self.Status.VISIBLE

    @property
    def why_held(self):
        """Why it waits, or waited, for a moderator: a sentence each, for its author."""
        found = [hit.because for hit in self.hits.all() if hit.outcome == "hold"]
        return found or ["On this story every comment is read before it appears."]


class Wording(models.Model):
    """A text that a comment had before it was edited. Only ever added to."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="wordings")
    text_version = models.PositiveIntegerField()
    text = models.TextField()
    until = models.DateTimeField(help_text="When the next text took its place.")

    class Meta:
        ordering = ["text_version"]
        constraints = [models.UniqueConstraint(fields=["comment", "text_version"], name="one_wording_for_each_version")]

    def __str__(self):
        return self.text


class Like(models.Model):
    """A reader's thumbs-up."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="liked")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="likes")
    liked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-liked_at", "-pk"]
        indexes = [models.Index(fields=["reader", "-liked_at"], name="like_by_reader")]
        constraints = [models.UniqueConstraint(fields=["comment", "reader"], name="one_like_for_each_reader")]

    def __str__(self):
        return f"{self.reader} likes comment {self.comment_id}"


class Hit(models.Model):
    """What a check found in a comment, with the words it found."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="hits")
    check_name = models.CharField(max_length=60)
    outcome = models.CharField(max_length=8, choices=[("mark", "marked"), ("hold", "held")])
    because = models.CharField(max_length=200, help_text="In words for a moderator and the author.")
    words = models.CharField(max_length=200, blank=True, help_text="What in the text matched.")
    note = models.CharField(
        max_length=300,
        blank=True,
        default="",
        db_default="",
        help_text="For the moderators alone: what to do about it.",
    )
    screening = models.BigIntegerField(
        null=True,
        editable=False,
        help_text="The number of the screening rule that found it, which stands a room above.",
    )

    class Meta:
        indexes = [
            models.Index(fields=["screening"], condition=Q(screening__isnull=False), name="hit_by_screening_rule")
        ]

    def __str__(self):
        return self.because
