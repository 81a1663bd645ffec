from datetime import timedelta

from django import template
from django.conf import settings
from django.db.models import Prefetch, prefetch_related_objects
from django.urls import reverse
from django.utils import timezone

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


@register.simple_tag
def seconds_to_undo(decision):
    """For how many seconds a decision can still be taken back; 0 when that is over."""
    if decision.action == Decision.Action.UNDO:
        return 0
    over = decision.decided_at + timedelta(seconds=settings.UNDO_SECONDS)
    return max(0, int((over - timezone.now()).total_seconds()))


@register.simple_tag(takes_context=True)
def moderators_pages(context):
    """The pages of the moderators' desk that this person may open: words and address. See settings.MODERATORS_PAGES."""
    user = context["request"].user
    return [
        (words, reverse(name))
        for name, words, permission in settings.MODERATORS_PAGES
        if not permission or user.has_perm(permission)
    ]


@register.filter
def asked(wanted):
    """What a filter of the queue asks for, but for the words and the order: names and values."""
    kept = ("show", "story", "section", "author", "rule", "language", "waits")
    return [(name, getattr(wanted, name)) for name in kept if getattr(wanted, name)]
