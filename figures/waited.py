"""How long it took until a moderator decided: the one measure for which the database has to subtract times."""

from collections import Counter

from django.db.models import Count, Exists, F, Func, IntegerField, Min, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from moderation.models import Decision, Report

from .count import by_people


class Seconds(Func):
    """A time as whole seconds. Django's own difference of times is told by Python for each row on SQLite."""

    output_field = IntegerField()
    template = "CAST(floor(extract(epoch FROM %(expressions)s)) AS bigint)"

    def as_sqlite(self, compiler, connection, **context):
        template = "CAST(strftime('%%%%s', %(expressions)s) AS integer)"
        return self.as_sql(compiler, connection, template=template, **context)


def minutes_waited(span):
    """Return after how many minutes moderators decided: {minutes: how many decisions}.

    Counted are decisions that settled reports, from the first of these, and the first on each comment, from when it
    was posted. A second look at what nobody reported again kept nobody waiting.
    """
    first_report = Report.objects.filter(decision=OuterRef("pk")).order_by().values("decision")
    first_report = Subquery(first_report.annotate(at=Min("reported_at")).values("at"))
    before = Decision.objects.standing().filter(moderator__isnull=False, version__lt=OuterRef("version"))
    # Each decision moves the comment's version: whoever decided on the first was the first.
    is_first = Q(version=1) | ~Exists(before.filter(comment=OuterRef("comment")))
    rows = by_people(span).annotate(reported_at=first_report).filter(Q(reported_at__isnull=False) | is_first)
    since = Coalesce(F("reported_at"), F("comment__posted_at"))
    minutes = (Seconds(F("decided_at")) - Seconds(since)) / 60
    counts = Counter()
    for waited, number in rows.order_by().values_list(minutes).annotate(number=Count("pk")):
        counts[max(waited, 0)] += number
    return counts


def share_of(minutes, percent):
    """Return within how many minutes so many of a hundred were decided; None where nothing was."""
    wanted, reached = minutes.total() * percent / 100, 0
    for waited in sorted(minutes):
        reached += minutes[waited]
        if reached >= wanted:
            return waited
    return None
