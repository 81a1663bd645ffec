from django import template
from django.utils.html import format_html

from clock import zone

register = template.Library()


@register.filter
def day_and_time(moment):
    """A moment on the paper's clock and by UTC, with its day."""
    return zone.day_and_time(moment)


@register.filter
def in_zone(moment):
    """The same without its day."""
    return zone.in_zone(moment)


@register.filter
def zoned(moment):
    """The day and the time, as an element that machines read too."""
    return format_html('<time datetime="{}">{}</time>', iso(moment), zone.day_and_time(moment))


@register.filter
def countdown(moment, at):
    """How long it is until a moment, seen from `at`."""
    return zone.countdown(moment, at)


@register.filter
def clock(moment):
    """What the paper's clock shows."""
    return f"{zone.at_paper(moment):%H:%M}"


@register.filter
def zone_letters(moment):
    return f"{zone.at_paper(moment):%Z}"


@register.filter
def in_utc(moment):
    return zone.in_utc(moment)


@register.filter
def iso(moment):
    return zone.key_of(moment)
