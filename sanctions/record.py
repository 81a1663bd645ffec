"""What is known of a reader here: what they wrote and reported, and what became of it."""

from dataclasses import dataclass, field

from django.db.models import Count, Q

from comments.models import Comment
from moderation.models import BREAKS, Decision, Report

REMOVE = Decision.Action.REMOVE
DECISIONS = 10  # the last ones


@dataclass
class Record:
    comments: dict  # written, visible, held, removed, deleted
    rules: list = field(default_factory=list)  # (the rule's title, how many were removed by it)
    reports: dict = field(default_factory=dict)  # made, decided, agreed, open, withdrawn
    decisions: list = field(default_factory=list)


def record_of(reader):
    """Return a reader's Record: four queries, each by an index."""
    status = Comment.Status
    comments = Comment.objects.filter(reader=reader).aggregate(
        written=Count("pk"), **{each.value: Count("pk", filter=Q(status=each)) for each in status}
    )
    reports = Report.objects.filter(reader=reader).aggregate(
        made=Count("pk"),
        decided=Count("pk", filter=Q(decision__isnull=False)),
        agreed=Count("pk", filter=Q(decision__action__in=BREAKS)),
        open=Count("pk", filter=Q(decision=None, withdrawn_at=None)),
        withdrawn=Count("pk", filter=Q(withdrawn_at__isnull=False)),
    )
    about = Decision.objects.standing().filter(comment__reader=reader)
    removed = about.filter(action=REMOVE, comment__status=status.REMOVED)
    rules = removed.order_by().values_list("rule__title").annotate(number=Count("comment", distinct=True))
    last = about.select_related("moderator", "rule", "comment__article").defer("comment__article__body")
    return Record(comments, list(rules.order_by("-number", "rule__title")), reports, list(last[:DECISIONS]))
