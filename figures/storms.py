"""Storms: stories on which, in the last ten minutes, far more was said or reported than their section is used to."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, F, Q, Value
from django.utils import timezone

from articles.models import Article
from comments.models import Comment
from moderation.models import Report

from .models import Day

LATELY = timedelta(minutes=10)
LEAST = {"reports": 5, "comments": 30}  # in that time: fewer are no storm anywhere
TIMES = 5  # as much as the whole section has in that time on a usual day
USUAL_DAYS = 28


@dataclass
class Storm:
    article: Article
    comments: int = 0
    reports: int = 0
    usual: dict = None  # what its section has in ten minutes of a usual day

    @property
    def words(self):
        """Say what is unusual: “4 reports a minute”."""
        told = [f"{a_minute(getattr(self, name), name[:-1])}" for name in ("reports", "comments") if self.is_high(name)]
        return ", ".join(told)

    @property
    def usual_words(self):
        name = "reports" if self.is_high("reports") else "comments"
        return a_minute(self.usual[name], name[:-1])

    def is_high(self, name):
        number = getattr(self, name)
        return number >= LEAST[name] and number > TIMES * self.usual[name]


def a_minute(number, what):
    """Say how many a minute that is, of so many in ten minutes."""
    rate = number / 10
    if not number:
        return f"no {what}s"
    if rate < 0.1:
        return f"less than one {what} in ten minutes"
    shown = f"{rate:.0f}" if rate >= 10 or rate == int(rate) else f"{rate:.1f}"
    return f"{shown} {what}{'' if shown == '1' else 's'} a minute"


def storms(*, at=None):
    """Return the storms, the most reported first. In fair weather that is one query."""
    at = at or timezone.now()
    reports = Report.objects.filter(reported_at__gt=at - LATELY, reported_at__lte=at)
    comments = Comment.objects.filter(posted_at__gt=at - LATELY, posted_at__lte=at)
    much = [
        many(reports, "comment__article", "reports").filter(number__gte=LEAST["reports"]),
        many(comments, "article", "comments").filter(number__gte=LEAST["comments"]),
    ]
    found = {}
    for article, number, kind in much[0].union(much[1], all=True):
        found.setdefault(article, {})[kind] = number
    if not found:
        return []
    stories = Article.objects.filter(pk__in=found).select_related("section").defer("body", "body_parts")
    usual = usual_of({story.section_id for story in stories}, at)
    told = [Storm(story, **found[story.pk], usual=usual[story.section_id]) for story in stories]
    told = [storm for storm in told if storm.is_high("reports") or storm.is_high("comments")]
    return sorted(told, key=lambda storm: (-storm.reports, -storm.comments))


def many(rows, path, kind):
    rows = rows.order_by().values(story=F(path)).annotate(number=Count("pk"), kind=Value(kind))
    return rows.values_list("story", "number", "kind")


def usual_of(sections, at):
    """Return for each section what it has in ten minutes of a usual day: {"comments": n, "reports": n}."""
    today = timezone.localdate(at)
    rows = Day.objects.filter(section__in=sections, day__gte=today - timedelta(days=USUAL_DAYS), day__lt=today)
    counted = list(rows.values_list("section", "day", "counts"))
    tens = max(1, len({day for _, day, _ in counted})) * 24 * 6
    much = {section: Counter() for section in sections}
    for section, _, counts in counted:
        much[section].update(counts)
    return {section: {name: counts[name] / tens for name in LEAST} for section, counts in much.items()}


@dataclass
class Weather:
    """What goes on under one story, for its editor."""

    comments: int  # in the last hour
    held: int
    removed: int
    reports: int  # in the last ten minutes
    storm: Storm | None

    @property
    def removed_share(self):
        return round(100 * self.removed / self.comments) if self.comments else 0

    @property
    def reports_a_minute(self):
        return a_minute(self.reports, "report")


def weather(article, *, at=None):
    """Return what goes on under a story in this hour. Two queries, or three in a storm."""
    at = at or timezone.now()
    hour = Comment.objects.filter(article=article, posted_at__gt=at - timedelta(hours=1), posted_at__lte=at)
    told = hour.aggregate(
        comments=Count("pk"),
        held=Count("pk", filter=Q(status=Comment.Status.HELD)),
        removed=Count("pk", filter=Q(status=Comment.Status.REMOVED)),
        lately=Count("pk", filter=Q(posted_at__gt=at - LATELY)),
    )
    lately = told.pop("lately")
    reports = Report.objects.filter(comment__article=article, reported_at__gt=at - LATELY, reported_at__lte=at).count()
    storm = None
    if reports >= LEAST["reports"] or lately >= LEAST["comments"]:
        storm = Storm(article, lately, reports, usual_of({article.section_id}, at)[article.section_id])
        storm = storm if storm.words else None
    return Weather(**told, reports=reports, storm=storm)
