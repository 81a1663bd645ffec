from functools import partial

from django import template
from django.template.loader import render_to_string

from figures import numbers, removed
from figures import storms as weather_station
from pagecache.parts import leave_open

register = template.Library()


@register.simple_tag
def storms():
    """The stories on which far more goes on than is usual: for the top of the queue and of the numbers. One query."""
    return weather_station.storms()


@register.simple_tag
def weather_on(article):
    """What goes on under a story in this hour, for its editor."""
    return weather_station.weather(article)


@register.simple_tag(takes_context=True)
def place_for_removals(context, article):
    """The place on a story's page for the line about what was removed under it: filled in with the thread."""
    return leave_open(context["request"], partial(part, article.pk), "removals")["removals"]


def part(article_pk, request):
    line = removed.line(request, article_pk)
    return {"removals": render_to_string("figures/_removals.html", {"line": line}) if line else ""}


@register.inclusion_tag("figures/_removals.html", takes_context=True)
def removals_on(context, article):
    """The line about what was removed under a story, on a page of its conversation."""
    return {"line": removed.line(context["request"], article.pk)}


@register.filter
def waited(time):
    """Say for how long something has waited."""
    return numbers.in_time(int(time.total_seconds() // 60))


@register.filter
def many(number):
    """Write a number as people read it: “36,367”."""
    return f"{number:,}"


@register.filter
def as_percent(share):
    return f"{round(100 * share)} %"


@register.filter
def as_kappa(kappa):
    return "–" if kappa is None else f"{kappa:.2f}".replace("-", "−")
