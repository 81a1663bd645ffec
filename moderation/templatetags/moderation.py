from django import template

from moderation import queue

register = template.Library()


@register.simple_tag
def moderation_counts():
    """How many comments wait for a moderator: {"reported": n, "held": n}."""
    return queue.counts()


@register.simple_tag
def removal_of(comment):
    """The decision that removed a comment, for the page that tells its author why."""
    return comment.decisions.filter(action="remove").select_related("rule").first()
