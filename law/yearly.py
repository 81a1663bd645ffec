"""The numbers of the yearly report (Arts. 15 and 24), counted in the log alone: decisions, notices, appeals,
statements, reports, hits. Table by table, as the sections of the Commission's quantitative template are (Regulation
2024/2835, Annex I)."""

from datetime import datetime
from statistics import median
from typing import NamedTuple

from django.conf import settings
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.utils import timezone

from articles.models import Masthead
from comments.models import Comment, Hit
from moderation.models import Decision, Report
from moderation.report import REPORTED

from .categories import CATEGORIES, LAWS, PREFIX, of_rule
from .models import Appeal, Misuse, Notice, Statement, terms

Action, Status = Decision.Action, Comment.Status
ENDS = (Action.KEEP, Action.SETTLE, Action.REMOVE)
BY_HAND = ""  # what no log knows: somebody fills it in


class Table(NamedTuple):
    name: str
    title: str
    columns: list
    rows: list
    note: str = ""


def tables(year):
    """Return the tables of a year."""
    span = span_of(year)
    law = terms().legal_rules.split()
    found = [identification(year), *orders(), notices(span, law), *own_initiative(span, law)]
    found += [complaints(span), disputes(), suspensions(span)] if terms().platform else []
    return [*found, automated(span), people(span), recipients(), reports(span)]


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


def identification(year):
    paper = Masthead.objects.first()
    rows = [
        ["Name of the service provider", getattr(paper, "organisation", "") or getattr(paper, "name", "")],
        ["Name of the service", f"Comments on {settings.SITE_URL}"],
        ["Start of the reporting period", f"{year}-01-01"],
        ["End of the reporting period", f"{year}-12-31"],
        ["Date of publication", BY_HAND],
    ]
    return Table("1_identification", "The report", ["indicator", "value"], rows)


def orders():
    note = "Orders of authorities come by letter: fill them in."
    columns = ["category", "orders", "median_hours_to_inform", "median_hours_to_act"]
    for name, title in (("2_orders_to_act", "Orders to act"), ("2_orders_to_inform", "Orders to give information")):
        yield Table(name, title, columns, [[PREFIX + key, *[BY_HAND] * 3] for key in CATEGORIES], note)


def notices(span, law):
    """Notices that arrived in the year and were confirmed, by what was done about them."""
    columns = ["category", "notices", "by_trusted_flaggers", "items", "by_automated_means_alone"]
    columns += ["actions_on_law", "actions_on_terms", "no_action", "undecided", "median_hours"]
    rows = Notice.objects.filter(within("arrived_at", span), confirmed_at__isnull=False)
    rows = list(
        rows.exclude(aside=Notice.Aside.TRAP).values_list(
            "law", "comment", "decision__action", "decision__rule__code", "arrived_at", "decision__decided_at"
        )
    )
    of = {key: [row for row in rows if LAWS[row[0]].category == key] for key in CATEGORIES}
    counted = [[PREFIX + key, *count_notices(some, law)] for key, some in of.items()]
    return Table("3_notices", "Notices of illegal content", columns, [*counted, ["TOTAL", *count_notices(rows, law)]])


def count_notices(rows, law):
    removed = [row for row in rows if row[2] == Action.REMOVE]
    by_law = sum(row[3] in law for row in removed)
    decided = [row for row in rows if row[2]]
    items = len({row[1] for row in rows})
    numbers = [len(rows), 0, items, 0, by_law, len(removed) - by_law, len(decided) - len(removed)]
    return [*numbers, len(rows) - len(decided), hours((row[4], row[5]) for row in decided)]


def restrictions(span):
    """Decisions of the year that restricted something that was not restricted before, and were not taken back."""
    made = Decision.objects.standing().filter(within("decided_at", span))
    visible_before = Q(before=Status.VISIBLE)
    first = Q(action=Action.REMOVE) & ~Q(before__in=[Status.REMOVED, Status.DELETED])
    first |= Q(action=Action.HOLD) & visible_before
    first |= Q(action=Action.ASK) & ~Q(before__in=[Status.REMOVED, Status.DELETED])
    return made.filter(first)


def own_initiative(span, law):
    """Restrictions without a notice, by the category of the rule; apart for the law and for the paper's own terms."""
    found = Exists(Hit.objects.filter(comment=OuterRef("comment")).exclude(check_name=REPORTED))
    by_check = Q(moderator=None) & ~Q(check_name=REPORTED)
    counted = (
        restrictions(span)
        .filter(notices=None)
        .annotate(by_program=found)
        .order_by()
        .values("rule__code", "action")
        .annotate(
            number=Count("pk"),
            detected=Count("pk", filter=Q(by_program=True) | by_check),
            automated=Count("pk", filter=Q(moderator=None)),
        )
    )
    counted = list(counted)
    accounts = Statement.objects.filter(within("made_at", span), comment=None).values_list("law", "rule__code")
    columns = ["category", "restrictions", "detected_by_automated_means", "decided_by_automated_means"]
    columns += ["removals", "access_disabled", "accounts_restricted"]
    for name, title, illegal in (
        ("4_own_initiative_illegal", "Own initiative: illegal content", True),
        ("4_own_initiative_terms", "Own initiative: against our terms", False),
    ):
        mine = [row for row in counted if (row["rule__code"] in law) == illegal]
        of_accounts = [rule for law_, rule in accounts if bool(law_) == illegal]
        rows = [[PREFIX + key, *count_own(of_category(mine, key), count(of_accounts, key))] for key in CATEGORIES]
        total = ["TOTAL", *count_own(mine, len(of_accounts))]
        yield Table(name, title, columns, [*rows, total])


def of_category(rows, key):
    return [row for row in rows if of_rule(row["rule__code"]).category == key]


def count(rules, key):
    return sum(of_rule(rule).category == key for rule in rules)


def count_own(rows, accounts):
    numbers = {name: sum(row[name] for row in rows) for name in ("number", "detected", "automated")}
    removals = sum(row["number"] for row in rows if row["action"] == Action.REMOVE)
    disabled = numbers["number"] - removals
    return [numbers["number"] + accounts, numbers["detected"], numbers["automated"], removals, disabled, accounts]


def complaints(span):
    """Appeals that came in the year, by whose they are."""
    columns = ["by", "submitted", "decided", "upheld", "reversed", "median_hours"]
    kinds = {
        "authors": Q(statement__isnull=False),
        "notifiers": Q(notice__isnull=False),
        "readers_who_reported": Q(report__isnull=False),
        "TOTAL": Q(),
    }
    rows = []
    for by, kind in kinds.items():
        some = Appeal.objects.filter(within("made_at", span), kind)
        done = list(some.filter(decided_at__isnull=False).values_list("made_at", "decided_at", "outcome"))
        reverse = sum(outcome == Appeal.Outcome.REVERSED for *_, outcome in done)
        times = hours((made, decided) for made, decided, _ in done)
        rows.append([by, some.count(), len(done), len(done) - reverse, reverse, times])
    return Table("5_complaints", "Appeals to us", columns, rows)


def disputes():
    names = ["submitted", "decided for us", "decided against us", "median days", "share that we carried out"]
    note = "What settlement bodies decided comes by letter: fill it in."
    rows = [[name, BY_HAND] for name in names]
    return Table("5_disputes", "Out-of-court settlement", ["indicator", "value"], rows, note)


def suspensions(span):
    rows = []
    for about in Misuse.About:
        some = Misuse.objects.filter(within("at", span), about=about)
        warned = some.filter(step=Misuse.Step.WARNED).count()
        rows.append([about.label, warned, some.filter(step=Misuse.Step.SUSPENDED).count()])
    rows.append(["manifestly unfounded complaints", 0, 0])
    return Table("5_suspensions", "Measures against misuse", ["for", "warnings", "suspensions"], rows)


def automated(span):
    """What programs did alone, and how often people then found otherwise."""
    later = Decision.objects.standing().filter(
        comment=OuterRef("comment"), moderator__isnull=False, action__in=ENDS, version__gte=OuterRef("version")
    )
    holds = Decision.objects.filter(within("decided_at", span), moderator=None, action=Action.HOLD)
    holds = holds.exclude(check_name=REPORTED).annotate(then=Subquery(later.order_by("version").values("action")[:1]))
    told = holds.aggregate(
        number=Count("pk"),
        removed=Count("pk", filter=Q(then=Action.REMOVE)),
        kept=Count("pk", filter=Q(then__in=[Action.KEEP, Action.SETTLE])),
    )
    judged = told["removed"] + told["kept"]
    rows = [
        ["comments held by a program alone", told["number"]],
        ["of them decided by a person since", judged],
        ["of them found to break no rule", told["kept"]],
        ["error rate", round(told["kept"] / judged, 4) if judged else ""],
        ["comments removed by a program alone", 0],
        ["comments hidden by a report until a person decided", hidden(span)],
    ]
    return Table("6_automated_means", "Programs, and how often they err", ["indicator", "value"], rows)


def hidden(span):
    made = Decision.objects.filter(within("decided_at", span), moderator=None, action=Action.HOLD)
    return made.filter(check_name=REPORTED).count()


def people(span):
    made = Decision.objects.filter(within("decided_at", span), moderator__isnull=False)
    number = made.aggregate(number=Count("moderator", distinct=True))["number"]
    rows = [["people who decided about comments", number], ["their languages and training", BY_HAND]]
    return Table("7_human_resources", "People", ["indicator", "value"], rows)


def recipients():
    note = "Newsroom does not count who reads: take it from elsewhere."
    rows = [["average monthly active recipients in the Union", BY_HAND]]
    return Table("8_recipients", "Recipients", ["indicator", "value"], rows, note)


def reports(span):
    """Readers' reports, which are not notices in the sense of Article 16. Not in the template."""
    some = Report.objects.filter(within("reported_at", span))
    upheld = Q(decision__action=Action.REMOVE)
    by_rule = (
        some.order_by()
        .values("rule__code")
        .annotate(
            number=Count("pk"),
            removed=Count("pk", filter=upheld),
            kept=Count("pk", filter=Q(decision__isnull=False) & ~upheld),
            withdrawn=Count("pk", filter=Q(withdrawn_at__isnull=False)),
        )
    )
    times = {}
    for code, start, end in some.filter(decision__isnull=False).values_list(
        "rule__code", "reported_at", "decision__decided_at"
    ):
        times.setdefault(code, []).append((start, end))
    names = ("rule__code", "number", "removed", "kept", "withdrawn")
    rows = [
        [*(row[name] for name in names), hours(times.get(row["rule__code"], []))]
        for row in by_rule.order_by(F("number").desc(), "rule__code")
    ]
    columns = ["rule", "reports", "removed", "kept", "withdrawn", "median_hours"]
    return Table("9_reports", "Readers’ reports on our own rules", columns, rows)
