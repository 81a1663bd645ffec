"""The yearly report (Arts. 15 and 24): the Commission's template, filled with what was counted in the log alone.

What no log knows stays blank, for somebody to fill in. Times are in hours: where there is one, the column of contextual
information beside it says so.
"""

from typing import NamedTuple

from articles.models import Masthead
from moderation.models import Decision, Rule

from . import yearly_counts as counts
from . import yearly_form as form
from .categories import of_rule
from .models import Appeal, AuthorityOrder, Misuse, Statement, terms
from .states import STATES

Restriction, Outcome = Statement.Restriction, Appeal.Outcome
OTHER_LAW = "ILLEGAL_OR_HARMFUL_SPEECH"  # where a rule belongs that is the law and is in no category of it: it was said


class Table(NamedTuple):
    name: str
    title: str
    columns: list
    rows: list


class Report(NamedTuple):
    """The year that is told, and what stands in every row."""

    year: int
    span: tuple
    law: list
    platform: bool
    service: str

    def begin(self, applies=form.ALL):
        period = f"{self.year}-01-01/{self.year}-12-31"
        return {"Applicability": applies, "Service": self.service, "Reporting period": period}


def tables(year):
    """Return the tables of a year: the parts of the template, and what it does not ask for."""
    chosen, paper = terms(), Masthead.objects.first()
    report = Report(year, counts.span_of(year), chosen.legal_rules.split(), chosen.platform, getattr(paper, "name", ""))
    measures = counts.measures(report.span, report.law)
    notices = counts.notices(report.span)
    programs = counts.programs(report.span)
    return [
        identification(report, paper),
        categories(),
        orders(report),
        of_notices(report, notices),
        own_initiative(report, measures, form.ILLEGAL, "Own initiative: illegal content"),
        own_initiative(report, measures, form.TERMS, "Own initiative: against our terms"),
        complaints(report),
        automated(report, measures, notices, programs),
        in_words(report),
        readers_reports(report),
        more(report, programs),
    ]


def identification(report, paper):
    known = {
        "Name of the service provider": getattr(paper, "organisation", "") or report.service,
        "Starting date of reporting period": f"{report.year}-01-01",
        "Ending date of reporting period": f"{report.year}-12-31",
    }
    part = "1_report_identification"
    rows = [
        form.fill(part, row | {"Service": report.service, "Value": known.get(row["Indicator"], "")})
        for row in form.rows(part)
    ]
    return Table(part, "The report", form.columns(part), rows)


def categories():
    """The categories, each with the paper's own rules that count there."""
    part = form.CATEGORIES
    ours = [(of_rule(rule.code), rule.title) for rule in Rule.objects.all()]
    rows = []
    for row, line in zip(form.rows(part), form.lines(), strict=True):
        its = [title for kind, title in ours if line.keyword and form.belongs(kind, line)]
        rows.append(form.fill(part, row | {"Contextual information": "Our rules: " + ", ".join(its) if its else ""}))
    return Table(part, "Categories", form.columns(part), rows)


def by_category(part, report, things, count, applies=form.ALL, **beside):
    """Return the rows of a part that has one for each category. `count` makes the numbers of it, by column."""
    rows = []
    for line, described, its in form.sort(part, things):
        place = {form.columns(part)[3]: line.code, 'Description of the sub-category "Other"': described}
        rows.append(form.fill(part, report.begin(applies) | place | beside | count(its)))
    return rows


def in_hours(pairs, column):
    """Return the median time for a column, and beside it that it is in hours."""
    time = counts.hours(pairs)
    return {column: time} | ({f"Contextual information on {column}": "In hours."} if time != "" else {})


def orders(report):
    """Orders of authorities, by the register: of all member states, then of each."""
    made = counts.orders(report.span)
    rows = by_category(form.ORDERS, report, made, count_orders, Scope=form.TOTAL)
    for state in STATES:
        some = [pair for pair in made if pair[1].state == state]
        rows += by_category(form.ORDERS, report, some, count_orders, Scope=state)
    return Table(form.ORDERS, "Orders of authorities", form.columns(form.ORDERS), rows)


def count_orders(its):
    numbers, of = {}, {kind: [order for order in its if order.kind == kind] for kind in AuthorityOrder.Kind}
    for kind, what in (("act", "act against illegal content"), ("inform", "provide information")):
        received = " received" if kind == "act" else ""
        numbers[f"Number of orders to {what}{received}"] = len(of[kind])
        told = [(order.received_at, order.confirmed_at) for order in of[kind] if order.confirmed_at]
        numbers |= in_hours(told, f"Median time to inform the authority of the receipt of the order to {what}")
        done = [(order.received_at, order.effect_at) for order in of[kind] if order.effect_at]
        numbers |= in_hours(done, f"Median time to give effect to the order to {what}")
    items = (
        "Number of specific items of information included in the total number of orders to act against illegal content"
    )
    return numbers | {items: sum(order.items for order in of["act"])}


def of_notices(report, notices):
    """Newsroom knows no trusted flaggers; their columns stay blank."""

    def count(its):
        acted = [one for one in its if one.action == Decision.Action.REMOVE]
        by_law = sum(one.rule in report.law for one in acted)
        return {
            "Number of notices received ": len(its),
            "Number of specific items of information included in the total number of notices": len(
                {one.comment for one in its}
            ),
            "Number of actions taken on the basis of the law": by_law,
            "Number of actions taken on the basis of the terms and conditions of the service": len(acted) - by_law,
        } | in_hours([(one.arrived_at, one.decided_at) for one in acted], "Median time to take action")

    rows = by_category(form.NOTICES, report, notices, count, form.HOSTS)
    return Table(form.NOTICES, "Notices of illegal content", form.columns(form.NOTICES), rows)


MEASURES = {
    "Visibility restriction Removal": [Restriction.REMOVED],
    "Visibility restriction Disable": [Restriction.HELD, Restriction.ASKED],
    "Visibility restriction Other": [Restriction.READ_FIRST],
    "Account restriction Suspension": [Restriction.SUSPENDED],
    "Account restriction Termination": [Restriction.BANNED],
}
# What Newsroom does not do.
NEVER = [
    *("Visibility restriction Demoted", "Visibility restriction Age restricted"),
    *("Visibility restriction Interaction restricted", "Visibility restriction Labelled "),
    *(f"Monetary restriction {what}" for what in ("Suspension", "Termination", "Other")),
    *(f"Provision of the service {what}" for what in ("Suspension", "Termination")),
]


def own_initiative(report, measures, part, title):
    """What was restricted without a notice or an order."""

    def count(its):
        numbers = dict.fromkeys(NEVER, 0)
        for column, restrictions in MEASURES.items():
            numbers[column] = sum(some.number for some in its if some.restriction in restrictions)
        numbers["Number of measures taken at the provider's own initiative "] = sum(some.number for some in its)
        detected = sum(some.detected for some in its)
        return numbers | {"Number of measures taken after detection with solely automated means ": detected}

    known = {line.category for line in form.lines_of(part)}
    things = []
    for some in measures:
        if some.own and some.illegal == (part == form.ILLEGAL):
            kind = some.kind if some.kind.category in known else some.kind._replace(category=OTHER_LAW, keyword="")
            things.append((kind, some))
    return Table(part, title, form.columns(part), by_category(part, report, things, count))


def listed(part, report, known):
    """Return the rows of a part whose rows are listed in the template, with what is known by indicator and scope: a
    value, or a value and what is said of it."""
    rows = []
    for row in form.rows(part):
        if report.platform or row["Applicability"] != form.PLATFORMS:
            value = known.get((row["Indicator"].strip(), row["Scope"].strip()), "")
            value, context = value if isinstance(value, tuple) else (value, "")
            told = {"Value": value, "Contextual Information": context}
            rows.append(form.fill(part, row | report.begin(row["Applicability"]) | told))
    return rows


COMPLAINTS = "Number of complaints submitted to the internal-complaints mechanism"
AGAINST = {
    "Complaint regarding a decision to remove or disable access to or restrict visibility of information": [
        Restriction.REMOVED,
        Restriction.HELD,
        Restriction.ASKED,
        Restriction.READ_FIRST,
    ],
    "Complaint regarding a decision to suspend or terminate an account": [Restriction.SUSPENDED, Restriction.BANNED],
    "Complaint regarding a decision to suspend or terminate the provision of the service": [],
    "Complaint regarding a decision to restrict the ability to monetise information": [],
}
OF_A_NOTICE = "Complaint regarding a decision not to take action on a notice submitted in accordance with Article 16"


def complaints(report):
    """Appeals, and measures against misuse. What settlement bodies decided comes by letter and stays blank."""
    made = counts.appeals(report.span)
    by_reporters = sum(one["statement__restriction"] is None and one["notice"] is None for one in made)
    known = outcomes(COMPLAINTS, made)
    said = f"{by_reporters} of them by readers who had reported a comment by our own rules." if by_reporters else ""
    known[COMPLAINTS, "Total number"] = (len(made), said)
    for indicator, restrictions in AGAINST.items():
        known |= outcomes(indicator, [one for one in made if one["statement__restriction"] in restrictions])
    known |= outcomes(OF_A_NOTICE, [one for one in made if one["notice"]])
    newly = [one for one in made if one["statement__restriction"] is None and one["outcome"] == Outcome.REVERSED]
    known["Number of restrictions newly imposed as a result of an internal complaint", "Total number"] = len(newly)
    known |= suspensions(report.span)
    part = "7_appeals_and_recidivism"
    return Table(part, "Appeals, and measures against misuse", form.columns(part), listed(part, report, known))


def outcomes(indicator, appeals):
    """Return what came of these appeals, by indicator and scope. Nothing is reversed in part."""
    done = [one for one in appeals if one["decided_at"]]
    time = counts.hours((one["made_at"], one["decided_at"]) for one in done)
    return {
        (indicator, "Total number"): len(appeals),
        (indicator, "Decisions upheld"): sum(one["outcome"] == Outcome.UPHELD for one in done),
        (indicator, "Decisions partially reversed"): 0,
        (indicator, "Decisions reversed"): sum(one["outcome"] == Outcome.REVERSED for one in done),
        (indicator, "Median time"): (time, "In hours." if time != "" else ""),
    }


def suspensions(span):
    some = Misuse.objects.filter(counts.within("at", span), step=Misuse.Step.SUSPENDED)
    numbers = {
        "illegal content": some.filter(about=Misuse.About.CONTENT).count(),
        "unfounded notices": some.filter(about=Misuse.About.NOTICES).count(),
        "unfounded complaints": 0,  # nobody is suspended for these
    }
    indicator = "Number of suspensions enacted for the provision of manifestly"
    return {(f"{indicator} {what}", "Total number"): number for what, number in numbers.items()}


def automated(report, measures, notices, programs):
    """What programs did alone. How exact they are is known of what people have read afterwards: what nobody read, for
    accuracy and recall, is not."""
    known = {}
    for scope, some in (("Total number", measures), ("Own-initiative", [one for one in measures if one.own])):
        alone = sum(one.automated for one in some)
        known["Number of measures solely taken by automated means", scope] = alone
        known["Number of measures not taken by automated means", scope] = sum(one.number for one in some) - alone
        if programs.judged:
            told = (
                f"From 0 to 1: of {programs.judged} comments that a program held and a person read, what was removed."
            )
            precision = round(programs.removed / programs.judged, 4)
            known["Accuracy of the automated means - Precision", scope] = (precision, told)
    known["Number of notices solely processed by automated means", "NAM Total"] = 0  # a person decides
    known["Number of notices not processed by automated means", "NAM Total"] = len(notices)
    part = "8_automated_means"
    return Table(part, "Programs, and how exact they are", form.columns(part), listed(part, report, known))


def in_words(report):
    """What is told in words, by the paper."""
    part = "11_qualitative"
    rows = [form.fill(part, row | report.begin()) for row in form.rows(part)]
    return Table(part, "In words", form.columns(part), rows)


def readers_reports(report):
    """Readers' reports, which are not notices in the sense of Article 16. Not in the template."""
    columns = ["rule", "reports", "removed", "kept", "withdrawn", "median hours"]
    return Table("newsroom_reports", "Readers’ reports by our own rules", columns, counts.reports(report.span))


def more(report, programs):
    """Numbers that the template does not ask for."""
    warned = Misuse.objects.filter(counts.within("at", report.span), step=Misuse.Step.WARNED)
    rows = [
        ["comments held by a program alone", programs.held],
        ["of them decided by a person since", programs.judged],
        ["of them found to break no rule", programs.kept],
        ["error rate", round(programs.kept / programs.judged, 4) if programs.judged else ""],
        ["comments hidden by a report until a person decided", programs.hidden],
        ["people who decided about comments", counts.people(report.span)],
        ["warnings for manifestly illegal content", warned.filter(about=Misuse.About.CONTENT).count()],
        ["warnings for manifestly unfounded notices", warned.filter(about=Misuse.About.NOTICES).count()],
    ]
    return Table("newsroom_more", "More numbers", ["indicator", "value"], rows)
