from django import template
from django.db.models import prefetch_related_objects
from django.utils import timezone

from law.appeal import can_appeal
from law.models import terms

register = template.Library()


@register.simple_tag
def fetch_statements(comments):
    """Fetch the statements of reasons of all these comments at once, for statement_of."""
    prefetch_related_objects(comments, "statements")
    return ""


@register.simple_tag
def statement_of(comment):
    """The latest statement of reasons about a comment, for its author."""
    return next(iter(comment.statements.all()), None)


@register.simple_tag
def may_appeal_report(report):
    """Whether the reader who made a report can appeal against what was decided, or has."""
    return hasattr(report, "appeal") or can_appeal(report)


@register.simple_tag
def law_terms():
    return terms()


@register.filter
def overdue(thing):
    """Whether the time to decide a notice or an appeal is over."""
    return thing.is_overdue(timezone.now())
