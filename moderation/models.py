"""What is done about comments: the published rules, readers' reports, moderators' decisions."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string

from articles.models import Article, Section
from comments.models import Comment


class RuleQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(retired=False)


class Rule(models.Model):
    """One of the published rules: a reason to report, a reason to remove, what a check cites."""

    code = models.SlugField(max_length=40, unique=True)
    title = models.CharField(max_length=80)
    text = models.CharField(max_length=300, help_text="One sentence for readers.")
    position = models.PositiveSmallIntegerField(default=0)
    retired = models.BooleanField(default=False, help_text="No longer offered; earlier decisions keep it.")

    objects = RuleQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return self.title


class DecisionQuerySet(models.QuerySet):
    def standing(self):
        """Without those that were taken back at once, and the taking back."""
        return self.filter(undone_by=None).exclude(action=Decision.Action.UNDO)

    def considered(self):
        """Those that stand and by which a moderator has judged what they had read. What a check decided is none, nor
        what they did to many comments at once by something else: then a check is named beside them."""
        return self.standing().filter(moderator__isnull=False, check_name=None)


class Decision(models.Model):
    """What was decided about a comment, by a moderator or by a check. Only ever added to: the database refuses to
    change or delete a row, but for what erasing a person blanks (moderation/seal.py)."""

    class Action(models.TextChoices):
        KEEP = "keep", "kept"
        SETTLE = "settle", "kept for good"  # reports on this text are not heard any more
        REMOVE = "remove", "removed"
        HOLD = "hold", "held"
        ASK = "ask", "sent back to its author"  # who may change it, instead of losing it
        PASS = "pass", "passed on"  # to an editor or the lawyer
        UNDO = "undo", "took back"

    class Desk(models.TextChoices):
        EDITOR = "editor", "the editor in charge"
        LEGAL = "legal", "the lawyer"

    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="decisions")
    moderator = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="decisions"
    )
    check_name = models.CharField(
        max_length=60, null=True, help_text="Which check decided, or decided unread in a moderator’s name."
    )
    action = models.CharField(max_length=8, choices=Action)
    rule = models.ForeignKey(Rule, null=True, blank=True, on_delete=models.PROTECT)
    note = models.TextField(
        blank=True, help_text="For the author, in the moderator's words; to a colleague when passed on."
    )
    passed_to = models.CharField(max_length=8, choices=Desk, null=True)
    undoes = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="undone_by")
    batch = models.UUIDField(null=True, help_text="The same for decisions that were made in one go.")
    before = models.CharField(max_length=8, choices=Comment.Status)
    text = models.TextField(help_text="The text that was decided on.")
    text_version = models.PositiveIntegerField(null=True, help_text="Which text of the comment that was.")
    version = models.PositiveIntegerField(help_text="The comment's version that was decided on.")
    decided_at = models.DateTimeField(default=timezone.now)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-decided_at", "-pk"]
        permissions = [
            ("decide_for_editor", "Can decide what was passed on to the editor in charge"),
            ("decide_for_lawyer", "Can decide what was passed on to the lawyer"),
            ("view_log", "Can read and export the log of all decisions"),
        ]
        indexes = [
            models.Index(fields=["comment", "-decided_at"], name="decision_by_comment"),
            models.Index(fields=["-decided_at"], name="decision_by_time"),
            models.Index(fields=["batch"], condition=Q(batch__isnull=False), name="decision_by_batch"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["comment", "version"],
                condition=Q(moderator__isnull=False),
                name="one_decision_for_each_version",
            ),
            models.CheckConstraint(
                condition=~Q(action="remove") | Q(rule__isnull=False), name="removal_names_its_rule"
            ),
            models.CheckConstraint(
                condition=Q(moderator__isnull=False) | Q(check_name__isnull=False), name="somebody_decided"
            ),
            models.CheckConstraint(
                condition=~Q(action="pass") | Q(passed_to__isnull=False), name="passed_on_to_somebody"
            ),
            models.CheckConstraint(condition=~Q(action="undo") | Q(undoes__isnull=False), name="undone_is_named"),
        ]

    def __str__(self):
        return f"{self.get_action_display()} by {self.who}"

    def save(self, *args, **kwargs):
        if self.pk:
            raise TypeError("A decision is never changed: decide anew.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("A decision is never deleted.")

    @property
    def is_considered(self):
        """Tell whether a moderator has read what they decided on."""
        return self.moderator_id is not None and self.check_name is None

    @property
    def who(self):
        """Who decided, in words."""
        return self.moderator.display_name if self.moderator_id else f"the check “{self.check_name}”"


KEPT = (Decision.Action.KEEP, Decision.Action.SETTLE)
ENDS = (*KEPT, Decision.Action.REMOVE)  # the last word on a text, which settles its open reports
BREAKS = (Decision.Action.REMOVE, Decision.Action.ASK)  # the text breaks a rule: who reported it was right


def new_reference():
    """Return a reference that can be read out on the telephone: no vowels, no look-alikes. So long that a million of
    them have none in common."""
    return "R-" + get_random_string(9, "23456789BCDFGHJKMNPQRTVWXZ")


class ReportQuerySet(models.QuerySet):
    def open(self):
        return self.filter(decision=None, withdrawn_at=None)


class Report(models.Model):
    """A reader says that a comment breaks a rule."""

    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="reports")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reports")
    rule = models.ForeignKey(Rule, on_delete=models.PROTECT)
    words = models.TextField(blank=True, help_text="In the reader's own words.")
    text_version = models.PositiveIntegerField(help_text="Which text of the comment was reported.")
    reference = models.CharField(max_length=12, unique=True, default=new_reference)
    reported_at = models.DateTimeField(default=timezone.now)
    network = models.CharField(
        max_length=32, null=True, editable=False, help_text="Keyed hash of where it came from; blank after 30 days."
    )
    weight = models.PositiveSmallIntegerField(
        null=True, editable=False, help_text="In hundredths: what the reader's reports were worth before (voices.py)."
    )
    withdrawn_at = models.DateTimeField(null=True, editable=False, help_text="When the reader took it back.")
    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="reports", db_index=False
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-reported_at", "-pk"]
        indexes = [
            models.Index(fields=["comment"], condition=Q(decision=None), name="report_open"),
            # Without the open ones, or SQLite would read all of these to find those on one comment.
            models.Index(fields=["decision"], condition=Q(decision__isnull=False), name="report_decided"),
            models.Index(fields=["reader", "-reported_at"], name="report_by_reader"),
            models.Index(fields=["reported_at"], name="report_by_time"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["reader", "comment", "text_version"], name="one_report_for_each_reader_and_text"
            )
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("moderation:report_state", args=[self.reference])


NOT_PASSED_ON = Q(passed_to="")
IS_OF_KIND = {
    "reported": Q(reports__gt=0) & NOT_PASSED_ON,
    "held": Q(held=True) & NOT_PASSED_ON,
    "new": Q(unread=True, held=False, reports=0, appealed=False, legal=False) & NOT_PASSED_ON,
    "appeals": Q(appealed=True) & NOT_PASSED_ON,
    "legal": Q(legal=True),
    "editor": Q(passed_to=Decision.Desk.EDITOR),
}
KINDS = list(IS_OF_KIND)


def told(kind):
    """A column in which the database itself notes whether a card is of this kind. Asked by such a column and not by
    what it is told from, SQLite knows which index answers: it does not look into the values of a query."""
    return models.GeneratedField(expression=IS_OF_KIND[kind], output_field=models.BooleanField(), db_persist=True)


class CardQuerySet(models.QuerySet):
    def of_kind(self, kind):
        """The cards of one of the queue's KINDS."""
        return self.filter(**{f"is_{kind}": True})


class Card(models.Model):
    """What waits for a moderator: one for each comment with anything unsettled, whatever the number of reports.

    All in it is told from other rows, by card.py in the transaction of each deed that changes them; it stands here
    so that the queue finds and orders what waits without looking at what does not. The doctor tells it anew.
    """

    comment = models.OneToOneField(Comment, primary_key=True, on_delete=models.CASCADE, related_name="card")
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+", db_index=False)
    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="+", db_index=False)
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False)
    posted_at = models.DateTimeField()
    since = models.DateTimeField(help_text="When it began to wait.")
    unread = models.BooleanField(help_text="Everybody can see it, and no moderator has read it.")
    held = models.BooleanField()
    reports = models.PositiveIntegerField(default=0, help_text="That are open.")
    voices = models.PositiveIntegerField(default=0, help_text="That seem to be behind the reports.")
    appealed = models.BooleanField(default=False)
    legal = models.BooleanField(default=False, help_text="A legal notice, or passed on to the lawyer.")
    passed_to = models.CharField(max_length=8, choices=Decision.Desk, blank=True)
    rules = models.CharField(max_length=400, blank=True, help_text="Codes that reports name, each between blanks.")
    language = models.CharField(max_length=8, blank=True, help_text="What the text seems to be written in.")
    risk = models.IntegerField(default=0)
    parts = models.JSONField(default=list, help_text="What makes up the risk: [in words, points].")
    is_reported = told("reported")
    is_held = told("held")
    is_new = told("new")
    is_appeals = told("appeals")
    is_legal = told("legal")
    is_editor = told("editor")

    objects = CardQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["-risk", "comment", "section"], condition=Q(is_new=False), name="card_waiting"),
            models.Index(fields=["since", "comment"], name="card_by_wait"),
            models.Index(fields=["article", "-risk"], name="card_by_story"),
            models.Index(fields=["reader"], name="card_by_reader"),
            *(
                models.Index(
                    fields=["-risk", "comment", "section"], condition=Q(**{f"is_{kind}": True}), name=f"card_{kind}"
                )
                for kind in KINDS
            ),
        ]

    def __str__(self):
        return f"Comment {self.comment_id} waits"


class Claim(models.Model):
    """A moderator has a comment in hand. It hides nothing, and ends by itself."""

    comment = models.OneToOneField(Comment, primary_key=True, on_delete=models.CASCADE, related_name="claim")
    moderator = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="claims")
    until = models.DateTimeField()

    def __str__(self):
        return f"{self.moderator} has comment {self.comment_id}"


class Presence(models.Model):
    """When a moderator was last seen at the queue."""

    moderator = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="presence"
    )
    seen_at = models.DateTimeField()

    def __str__(self):
        return f"{self.moderator} was here"


class Beat(models.Model):
    """A section that a moderator looks after. Who has none looks after all."""

    moderator = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="beats")
    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="moderators")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["moderator", "section"], name="one_beat_for_each_section")]

    def __str__(self):
        return f"{self.moderator} looks after {self.section}"


class View(models.Model):
    """A filter of the queue that a moderator keeps under a name."""

    moderator = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="views")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=500, help_text="What stands behind the ? of the queue's address.")

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["moderator", "name"], name="one_view_for_each_name")]

    def __str__(self):
        return self.name


class DecisionTold(models.Model):
    """That those concerned were told of a decision: once. They are told when it can be taken back no more."""

    decision = models.OneToOneField(Decision, primary_key=True, on_delete=models.PROTECT, related_name="told")
    told_at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return f"Told of decision {self.decision_id}"
