"""Count what happened in a stretch of time, section by section: the one place where the numbers come from.

Each count has a name: "comments", "reports", "held"; "action:remove"; and by number "rule:3", "person:5", "wait:12"
(minutes); "check:links:decided". What is counted stands where it happened for ever, but for what goes with a person who
leaves; a day that is over is counted once (days.py).
"""

from collections import Counter, defaultdict

from django.db.models import Count, Exists, F, Func, IntegerField, Min, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from articles.models import Article
from comments.models import Comment
from moderation.models import ENDS, Decision, Report

Action = Decision.Action
SECTION = "comment__article__section"


def tally(start, end):
    """Return {section: Counter} of what came in and was decided from `start` on and before `end`."""
    counts = defaultdict(Counter)
    for count in (comments, reports, holds, decisions, waits, turned_round, checks):
        for section, name, number in count(start, end):
            counts[section][name] += number
    return counts


def between(rows, field, start, end):
    return rows.filter(**{f"{field}__gte": start, f"{field}__lt": end}).order_by()


def comments(start, end):
    """By story, by one index alone; in which section each stands is asked then."""
    rows = between(Comment.objects, "posted_at", start, end).values_list("article")
    stories = dict(rows.annotate(Count("pk")))
    sections = Article.objects.filter(pk__in=stories).order_by().values_list("pk", "section")
    return [(section, "comments", stories[pk]) for pk, section in sections]


def reports(start, end):
    rows = between(Report.objects, "reported_at", start, end).values_list(SECTION)
    return [(section, "reports", number) for section, number in rows.annotate(Count("pk"))]


def holds(start, end):
    """How often a comment was held: by a check, a report, or a moderator. Where a story has each comment read first,
    that is no decision about one of them."""
    rows = between(Decision.objects.standing(), "decided_at", start, end).filter(action=Action.HOLD)
    return [(section, "held", number) for section, number in rows.values_list(SECTION).annotate(Count("pk"))]


def by_people(start, end):
    """The decisions of moderators that stand."""
    rows = between(Decision.objects.standing(), "decided_at", start, end)
    return rows.filter(moderator__isnull=False).exclude(action=Action.PASS)


def judged(start, end):
    """Those by which they judged what they had read."""
    return between(Decision.objects.considered(), "decided_at", start, end).exclude(action=Action.PASS)


def decisions(start, end):
    rows = by_people(start, end).values_list(SECTION, "action", "rule", "moderator").annotate(Count("pk"))
    for section, action, rule, moderator, number in rows:
        yield section, f"action:{action}", number
        yield section, f"person:{moderator}", number
        if action == Action.REMOVE:
            yield section, f"rule:{rule}", number


class Minutes(Func):
    """The whole minutes between two times, from the whole seconds of each. Django's own difference of times is told by
    Python for each row on SQLite."""

    output_field = IntegerField()
    arity = 2

    def as_sqlite(self, compiler, connection, **context):
        template = "((CAST(strftime('%%%%s', %(expressions)s) AS integer)) / 60)"
        between = ") AS integer) - CAST(strftime('%%s', "  # it is no template
        return self.as_sql(compiler, connection, template=template, arg_joiner=between, **context)

    def as_postgresql(self, compiler, connection, **context):
        template = "((floor(extract(epoch FROM %(expressions)s))::bigint) / 60)"
        between = "))::bigint - floor(extract(epoch FROM "
        return self.as_sql(compiler, connection, template=template, arg_joiner=between, **context)


def waits(start, end):
    """After how many minutes moderators decided. Counted are decisions that settled reports, from the first of these;
    and the first on each comment, from when it was posted. A second look at what nobody reported again kept nobody
    waiting."""
    settled = Report.objects.filter(decision=OuterRef("pk")).order_by().values("decision")
    reported = Subquery(settled.annotate(at=Min("reported_at")).values("at"))
    before = Decision.objects.considered().filter(version__lt=OuterRef("version"))
    # Each decision moves the comment's version: whoever decided on the first was the first.
    is_first = Q(version=1) | ~Exists(before.filter(comment=OuterRef("comment")))
    rows = judged(start, end).annotate(reported=reported).filter(Q(reported__isnull=False) | is_first)
    minutes = Minutes(F("decided_at"), Coalesce(F("reported"), F("comment__posted_at")))
    for section, waited, number in rows.values_list(SECTION, minutes).annotate(Count("pk")):
        yield section, f"wait:{max(waited, 0)}", number


def turned_round(start, end):
    """Decisions that turned an earlier one round: what was removed was put back, what was kept was removed. What was
    edited meanwhile was not turned round."""
    # Each decision moves the comment's version: one on the first can turn nothing round.
    later = judged(start, end).filter(action__in=ENDS, version__gt=1)
    earlier = Decision.objects.considered().filter(action__in=ENDS, comment=OuterRef("comment"))
    last = earlier.filter(version__lt=OuterRef("version")).order_by("-version")
    later = later.annotate(last=Subquery(last.values("action")[:1]), of=Subquery(last.values("text_version")[:1]))
    for section, action, before, same in later.values_list(SECTION, "action", "last", Q(of=F("text_version"))):
        if before == Action.REMOVE and action != Action.REMOVE:
            yield section, "put back", 1
        elif before and before != Action.REMOVE and action == Action.REMOVE and same:
            yield section, "removed after all", 1


def checks(start, end):
    """For each check: the comments that it had found and that a moderator kept or removed, and those removed."""
    rows = judged(start, end).filter(action__in=ENDS, comment__hits__isnull=False)
    rows = rows.values_list(SECTION, "comment__hits__check_name", "action").annotate(Count("pk", distinct=True))
    for section, name, action, number in rows:
        yield section, f"check:{name}:decided", number
        if action == Action.REMOVE:
            yield section, f"check:{name}:removed", number
