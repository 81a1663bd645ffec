from datetime import UTC

from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import mark_safe

register = template.Library()


@register.filter
def stored(html):
    """HTML that articles/sanitise.py cleaned on its way in. The only place in Newsroom that says so."""
    return mark_safe(html)


@register.filter
def moment(time):
    """A time as everybody can read it, with its zone: the same bytes for every reader."""
    local = timezone.localtime(time)
    iso = time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return format_html(
        '<time datetime="{}">{}, {} {}</time>',
        iso,
        date_format(local, "j F Y"),
        local.strftime("%H:%M"),
        local.strftime("%Z"),
    )


@register.simple_tag
def absolute(path):
    return settings.SITE_URL + path
