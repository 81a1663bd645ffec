"""How much reports are worth: by what their readers' reports were worth before, and by how independent they are.

A number of reports never decides anything. Fifty accounts that were made for it speak with one small voice.
"""

from datetime import timedelta
from math import log2

from django.conf import settings
from django.utils import timezone

from .models import BREAKS, Report

USUAL = 100  # hundredths: a reader of whom nothing is known
FRESH = timedelta(days=7)  # accounts younger than this, when they reported, count together
FRESH_WORTH = 25
SAID_FROM, LAST = 5, 12  # decided reports: from how many on accuracy is told, and of how many at most
RIGHT, FAIR = 150, 75  # from so much on, a reader is told that theirs are read first, or as usual
WRONG = 50  # below it, moderators are told that the reader is often wrong
ANY_NUMBER = 10**6
LOOKED_AT = 200  # of a reader's reports, at least: enough to know them by
ENOUGH_TO_HIDE = 60  # where a story hides what is reported: one reader who is not mostly wrong, or several


def weight_of(reader, *, at):
    """Return what a report of this reader is worth, in hundredths, and how many more they may send today. One query.

    As many decided reports count for them as against them before any is known (2 of 4), so that one mistake costs
    little: 0 of 20 upheld give 17, 18 of 20 give 167. Their last LOOKED_AT reports count: a record can be mended, and
    who reports for years does not wait longer for it each time.
    """
    budgets = [most for _, most in settings.REPORT_BUDGETS] or [0]
    last = Report.objects.filter(reader=reader).order_by("-reported_at")
    last = list(last.values_list("reported_at", *JUDGED)[: max(LOOKED_AT, *budgets)])
    decided = [right for right in (was_right(*told) for _, *told in last) if right is not None]
    weight = round(2 * USUAL * (sum(decided) + 2) / (len(decided) + 4))
    if at - reader.date_joined < FRESH:
        weight = min(weight, FRESH_WORTH)
    return weight, budget(weight) - sum(reported_at > at - timedelta(days=1) for reported_at, *_ in last)


JUDGED = "text_version", "decision__action", "decision__text_version"


def was_right(text_version, action, decided_on):
    """Return whether moderators agreed with a report; None while they have not said, or spoke of a later text only."""
    if action in BREAKS:
        return True
    return False if action and decided_on == text_version else None


def budget(weight):
    """Return how many reports of one reader are taken in a day."""
    return next((most for least, most in settings.REPORT_BUDGETS if weight >= least), ANY_NUMBER)


def accuracy_of(reader):
    """Say to a reader how moderators saw their last reports, and what follows for the next; "" while few are decided.

    What weight_of() counts in silence is told here, so that nobody's reports count for less behind their back.
    """
    now = timezone.now()
    weight, _ = weight_of(reader, at=now)
    last = Report.objects.filter(reader=reader, decision__isnull=False).order_by("-reported_at", "-pk")
    outcomes = [right for right in (was_right(*told) for told in last.values_list(*JUDGED)[:LAST]) if right is not None]
    if len(outcomes) < SAID_FROM:
        return ""
    agreed = sum(outcomes)
    said = f"Of your last {len(outcomes)} reports moderators agreed with {agreed}"
    if weight >= RIGHT:
        return f"{said}: your reports are read first."
    if weight >= FAIR or now - reader.date_joined < FRESH:  # which ends by itself
        return f"{said}."
    return (
        f"{said}: your reports count for less than others’, and {budget(weight)} a day are taken, until moderators "
        "agree with more of them. Please report what breaks a rule; to what you see otherwise you can reply."
    )


def voices(reports):
    """Return these open reports (a queryset) in groups that seem to be one voice: fresh accounts, and those from one
    network. Read as rows, with the rule's code: a crowd may have sent thousands, and each next one asks this again."""
    columns = "pk", "reported_at", "weight", "network", "reader__date_joined", "rule__code"
    groups = {}
    for report in reports.order_by("pk").values_list(*columns, named=True):
        fresh = report.reported_at - report.reader__date_joined < FRESH
        key = "fresh" if fresh else (report.network or f"report-{report.pk}")
        groups.setdefault(key, []).append(report)
    return list(groups.values())


def worth(groups):
    """Return what these voices are worth together, in hundredths: of each the weightiest report counts."""
    return sum(max(USUAL if report.weight is None else report.weight for report in group) for group in groups)


def points(groups):
    """Return what the reports add to a comment's risk: each further voice adds less."""
    return round(25 * log2(1 + worth(groups) / USUAL))


def in_words(number, independent):
    """Say how many reports there are, and how many voices behind them."""
    if number == 1:
        return "1 report"
    if number == independent:
        return f"{number} reports"
    return f"{number} reports, about {independent} independent voice{'s' if independent > 1 else ''}"
