"""Statements of reasons in the shape of the Commission's database (API v2), without anything about a person.

What a moderator wrote to the author, and the comment itself, may name people: neither is in it. The facts are told from
what was done, and the reasons from the published rule.
"""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from . import categories
from .models import Statement
from .states import STATES

Restriction, Source, Automated = Statement.Restriction, Statement.Source, Statement.Automated
BATCH = 100  # statements that the API takes at once

VISIBILITY = {
    Restriction.REMOVED: "DECISION_VISIBILITY_CONTENT_REMOVED",
    Restriction.HELD: "DECISION_VISIBILITY_CONTENT_DISABLED",
    Restriction.ASKED: "DECISION_VISIBILITY_CONTENT_DISABLED",
    Restriction.READ_FIRST: "DECISION_VISIBILITY_OTHER",
}
ACCOUNT = {Restriction.SUSPENDED: "DECISION_ACCOUNT_SUSPENDED", Restriction.BANNED: "DECISION_ACCOUNT_TERMINATED"}
SOURCES = {
    Source.NOTICE: "SOURCE_ARTICLE_16",
    Source.REPORT: "SOURCE_TYPE_OTHER_NOTIFICATION",
    Source.OWN: "SOURCE_VOLUNTARY",
}
AUTOMATED = {Automated.NOT: "AUTOMATED_DECISION_NOT_AUTOMATED", Automated.FULLY: "AUTOMATED_DECISION_FULLY"}


def as_v2(statement):
    """Return one statement as the API takes it. Give it with `comment` and `rule`."""
    kind = kind_of(statement)
    told = {
        "puid": statement.reference,
        "category": categories.PREFIX + kind.category,
        "content_type": ["CONTENT_TYPE_TEXT"],
        "content_date": day(statement.comment.posted_at if statement.comment_id else statement.made_at),
        "application_date": day(statement.made_at),
        "territorial_scope": list(STATES),  # what is restricted is so everywhere
        "decision_facts": facts(statement),
        "source_type": SOURCES[statement.source],
        "automated_detection": "Yes" if statement.found_by_program else "No",
        "automated_decision": AUTOMATED[statement.automated],
        **what(statement),
        **ground(statement),
    }
    if kind.keyword:
        told["category_specification"] = [f"KEYWORD_{kind.keyword}"]
    return told


def kind_of(statement):
    if statement.law and statement.law != "other":
        return categories.LAWS[statement.law]
    return categories.of_rule(statement.rule.code if statement.rule_id else "")


def what(statement):
    """Return the restriction, with its end where it has one."""
    end = day(statement.until) if statement.until else None
    if statement.restriction in ACCOUNT:
        told = {"decision_account": ACCOUNT[statement.restriction], "account_type": "ACCOUNT_TYPE_PRIVATE"}
        return told | ({"end_date_account_restriction": end} if end else {})
    told = {"decision_visibility": [VISIBILITY[statement.restriction]]}
    if statement.restriction == Restriction.READ_FIRST:
        told["decision_visibility_other"] = statement.get_restriction_display()
    return told | ({"end_date_visibility_restriction": end} if end else {})


def ground(statement):
    text = statement.rule.text if statement.rule_id else statement.get_restriction_display()
    if statement.law:
        return {
            "decision_ground": "DECISION_GROUND_ILLEGAL_CONTENT",
            "illegal_content_legal_ground": statement.ground[:500],
            "illegal_content_explanation": text[:2000],
        }
    return {
        "decision_ground": "DECISION_GROUND_INCOMPATIBLE_CONTENT",
        "decision_ground_reference_url": settings.SITE_URL + reverse("articles:policy", args=["comments"]),
        "incompatible_content_ground": statement.ground[:500],
        "incompatible_content_explanation": text[:2000],
        "incompatible_content_illegal": "No",
    }


def facts(statement):
    """Return the facts by kind alone: no words that somebody typed."""
    about = "A reader's comment" if statement.comment_id else "A reader's account"
    found = "It was found by a program. " if statement.found_by_program else ""
    return (
        f"{about}. The restriction follows {statement.get_source_display()}. {found}{statement.get_automated_display()}"
    )


def day(time):
    return timezone.localtime(time).date().isoformat()


def batches(statements):
    """Yield what can be sent to the API, a hundred statements at a time."""
    some = []
    for statement in statements.select_related("comment", "rule").order_by("pk").iterator(chunk_size=500):
        some.append(as_v2(statement))
        if len(some) == BATCH:
            yield {"statements": some}
            some = []
    if some:
        yield {"statements": some}
