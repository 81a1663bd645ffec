"""What an author may still do with a comment."""

from django import template

from comments import edit

register = template.Library()


@register.filter
def seconds_to_edit(comment):
    """For how many seconds the comment can still be edited; 0 when that is over."""
    return edit.seconds_left(comment)


@register.filter
def editable_until(comment):
    return edit.until(comment)
