from django.db import models
from django.db.models import Q


class LawTerms(models.Model):
    """What the publisher's lawyer has chosen. One row; without it what stands here holds."""

    class Statements(models.TextChoices):
        ALL = "all", "every restriction"
        BUT_SPAM = "but_spam", "every restriction but advertising that is removed in bulk"
        ENDS = "ends", "removals and suspensions alone, not what waits for a moderator"
        NONE = "none", "none"

    platform = models.BooleanField(
        "the site is an online platform",
        default=True,
        help_text="Then Articles 20 to 24 of the Digital Services Act hold: appeals, measures against misuse, more in "
        "the yearly report. Whether a newspaper’s comments make it one is a question for the lawyer.",
    )
    statements = models.CharField(
        "statements of reasons for", max_length=8, choices=Statements, default=Statements.BUT_SPAM
    )
    spam_rules = models.CharField(
        "rules on advertising",
        max_length=200,
        blank=True,
        default="spam",
        help_text="Codes of the rules that count as advertising, with blanks between them.",
    )
    legal_rules = models.CharField(
        "rules that are the law",
        max_length=200,
        blank=True,
        default="legal",
        help_text="Codes of the rules under which a comment is removed as illegal, with blanks between them.",
    )
    appeal_days = models.PositiveSmallIntegerField(
        "days for an appeal", default=184, help_text="The law asks for six months at least."
    )
    notice_hours = models.PositiveSmallIntegerField("hours to decide a notice", default=24)
    appeal_hours = models.PositiveSmallIntegerField("hours to decide an appeal", default=168)
    misuse_number = models.PositiveSmallIntegerField(
        "misuse begins with",
        default=3,
        help_text="So many manifestly unfounded notices, or manifestly illegal comments.",
    )
    misuse_share = models.PositiveSmallIntegerField(
        "and with a share of", default=50, help_text="Per cent of a person’s decided notices that are unfounded."
    )
    misuse_days = models.PositiveSmallIntegerField("within days", default=180)
    suspend_days = models.PositiveSmallIntegerField("days of a suspension", default=30)
    contact = models.TextField(
        "contact points",
        blank=True,
        help_text="Whom readers and authorities reach, and in which languages. Stands on the page of a notice.",
    )

    class Meta:
        verbose_name = verbose_name_plural = "legal terms"
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_law_terms")]

    def __str__(self):
        return "Legal terms"


def terms():
    """Return what holds now."""
    return LawTerms.objects.first() or LawTerms(pk=1)
