"""What the yearly report counts, in the log alone: decisions, notices, appeals, statements, reports, hits."""

from datetime import datetime
from statistics import median
from typing import NamedTuple

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.utils import timezone

from comments.models import Comment, Hit
from moderation.models import ENDS, KEPT, Decision, Report
from moderation.report import REPORTED

from .categories import LAWS, Kind, of_rule
from .models import Appeal, AuthorityOrder, Notice, Statement

Action, Status, Restriction = Decision.Action, Comment.Status, Statement.Restriction
ORDERED = AuthorityOrder.Kind.ACT
NOT_SPECIFIED = Kind("", "NOT_SPECIFIED_ORDER")


def span_of(year):
    """Return when a year begins and ends on the paper's clock."""
    zone = timezone.get_default_timezone()
    return datetime(year, 1, 1, tzinfo=zone), datetime(year + 1, 1, 1, tzinfo=zone)


def within(field, span):
    return Q(**{f"{field}__gte": span[0], f"{field}__lt": span[1]})


def hours(pairs):
    """Return the median of the times between, in hours; blank where there is none."""
    times = [(end - start).total_seconds() / 3600 for start, end in pairs]
    return round(median(times), 1) if times else ""


class Noticed(NamedTuple):
    law: str
    comment: int
    action: str | None
    rule: str | None
    arrived_at: datetime
    decided_at: datetime | None


def notices(span):
    """Return the notices that arrived in the time and were confirmed, each with its Kind."""
    rows = Notice.objects.filter(within("arrived_at", span), confirmed_at__isnull=False)
    rows = rows.values_list(
        "law", "comment", "decision__action", "decision__rule__code", "arrived_at", "decision__decided_at"
    )
    return [(LAWS[row[0]], Noticed(*row)) for row in rows]


def orders(span):
    """Return the orders of authorities that came in the time, each with its Kind."""
    rows = AuthorityOrder.objects.filter(within("received_at", span))
    return [(LAWS.get(order.law, NOT_SPECIFIED), order) for order in rows]


class Measures(NamedTuple):
    """So many of the same: what was done, by which rule or law, and whether that is the law."""

    kind: Kind
    restriction: str
    illegal: bool
    number: int
    detected: int  # by programs alone
    automated: int  # decided by a program alone
    own: bool  # at the paper's own initiative: no notice and no order had called for it


def measures(span, law):
    """Return what was restricted in the time; `law` has the codes of the rules that are the law."""
    return of_comments(span, law) + of_accounts(span)


def restrictions(span):
    """Decisions of the time that restricted something that was not restricted before, and were not taken back."""
    made = Decision.objects.standing().filter(within("decided_at", span))
    first = Q(action=Action.REMOVE) & ~Q(before__in=[Status.REMOVED, Status.DELETED])
    first |= Q(action=Action.HOLD, before=Status.VISIBLE)
    first |= Q(action=Action.ASK) & ~Q(before__in=[Status.REMOVED, Status.DELETED])
    return made.filter(first)


def of_comments(span, law):
    its = {"comment": OuterRef("comment")}
    found = Exists(Hit.objects.filter(**its).exclude(check_name=REPORTED))
    told = Exists(Report.objects.filter(**its, reported_at__lte=OuterRef("decided_at")))
    ordered = AuthorityOrder.objects.filter(**its, kind=ORDERED, received_at__lte=OuterRef("decided_at"))
    called_for = Exists(Notice.objects.filter(decision=OuterRef("pk"))) | Exists(ordered)
    restriction = {
        Action.REMOVE: Restriction.REMOVED,
        Action.HOLD: Restriction.HELD,
        Action.ASK: Restriction.ASKED,
    }
    counted = (
        restrictions(span)
        .annotate(own=~called_for, by_program=found & ~told)
        .order_by()
        .values("rule__code", "rule__title", "action", "own")
        .annotate(
            number=Count("pk"),
            detected=Count("pk", filter=Q(by_program=True)),
            automated=Count("pk", filter=Q(moderator=None)),
        )
    )
    return [
        Measures(
            of_rule(row["rule__code"])._replace(label=row["rule__title"] or ""),
            restriction[row["action"]],
            row["rule__code"] in law,
            *(row[name] for name in ("number", "detected", "automated", "own")),
        )
        for row in counted
    ]


def of_accounts(span):
    """What was done to accounts, by the statements of reasons for it."""
    counted = (
        Statement.objects.filter(within("made_at", span), comment=None)
        .order_by()
        .values("law", "rule__code", "rule__title", "restriction", "source")
        .annotate(
            number=Count("pk"),
            detected=Count("pk", filter=Q(found_by_program=True)),
            automated=Count("pk", filter=Q(automated=Statement.Automated.FULLY)),
        )
    )
    return [
        Measures(
            of_statement(row),
            row["restriction"],
            bool(row["law"]),
            *(row[name] for name in ("number", "detected", "automated")),
            row["source"] != Statement.Source.NOTICE,
        )
        for row in counted
    ]


def of_statement(row):
    if row["law"] and row["law"] != "other":
        return LAWS[row["law"]]
    return of_rule(row["rule__code"])._replace(label=row["rule__title"] or "")


def appeals(span):
    """Return the appeals of the time as rows: what each is against, when it came and what came of it."""
    return list(
        Appeal.objects.filter(within("made_at", span)).values(
            "statement__restriction", "notice", "made_at", "decided_at", "outcome"
        )
    )


class Programs(NamedTuple):
    """What programs held alone, and what people found of it."""

    held: int
    removed: int
    kept: int
    hidden: int  # for a reader's report, where a story hides what is reported

    @property
    def judged(self):
        return self.removed + self.kept


def programs(span):
    later = Decision.objects.considered().filter(action__in=ENDS)
    later = later.filter(comment=OuterRef("comment"), version__gte=OuterRef("version"))
    made = Decision.objects.filter(within("decided_at", span), moderator=None, action=Action.HOLD)
    holds = made.exclude(check_name=REPORTED).annotate(then=Subquery(later.order_by("version").values("action")[:1]))
    told = holds.aggregate(
        held=Count("pk"),
        removed=Count("pk", filter=Q(then=Action.REMOVE)),
        kept=Count("pk", filter=Q(then__in=KEPT)),
    )
    return Programs(**told, hidden=made.filter(check_name=REPORTED).count())


def people(span):
    """Return how many people decided about comments."""
    made = Decision.objects.filter(within("decided_at", span), moderator__isnull=False)
    return made.aggregate(number=Count("moderator", distinct=True))["number"]


def reports(span):
    """Return readers' reports by rule: code, how many, removed, kept, withdrawn, median hours."""
    some = Report.objects.filter(within("reported_at", span))
    by_rule = (
        some.order_by()
        .values("rule__code")
        .annotate(
            number=Count("pk"),
            removed=Count("pk", filter=Q(decision__action=Action.REMOVE)),
            kept=Count("pk", filter=Q(decision__action__in=KEPT)),
            withdrawn=Count("pk", filter=Q(withdrawn_at__isnull=False)),
        )
    )
    times = {}
    for code, start, end in some.filter(decision__isnull=False).values_list(
        "rule__code", "reported_at", "decision__decided_at"
    ):
        times.setdefault(code, []).append((start, end))
    names = ("rule__code", "number", "removed", "kept", "withdrawn")
    return [
        [*(row[name] for name in names), hours(times.get(row["rule__code"], []))]
        for row in by_rule.order_by(F("number").desc(), "rule__code")
    ]
