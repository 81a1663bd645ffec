from django import template
from django.db.models import Prefetch, prefetch_related_objects

from moderation import queue
from moderation.models import Decision

register = template.Library()


@register.simple_tag
def moderation_counts():
    """How many comments wait for a moderator: {"reported": n, "held": n}."""
    return queue.counts()


@register.simple_tag
def fetch_decisions(comments):
    """Fetch what was decided about all these comments at once, for removal_of."""
    prefetch_related_objects(comments, Prefetch("decisions", Decision.objects.select_related("rule")))
    return ""


@register.simple_tag
def removal_of(comment):
    """The decision that removed a comment, for the page that tells its author why."""
    return next((decision for decision in comment.decisions.all() if decision.action == "remove"), None)
