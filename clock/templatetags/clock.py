from datetime import UTC

from django import template
from django.utils.html import format_html

from clock import zone

register = template.Library()


@register.filter
def day_and_time(moment):
    """A moment on the paper's clock and by UTC, with its day."""
    return zone.day_and_time(moment)


@register.filter
def zoned(moment):
    """The same as an element that machines read too."""
    iso = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return format_html('<time datetime="{}">{}</time>', iso, zone.day_and_time(moment))


@register.filter
def countdown(moment, at):
    """How long it is until a moment, seen from `at`."""
    return zone.countdown(moment, at)
