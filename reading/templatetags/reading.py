from django import template

from reading.popular import most_read as find

register = template.Library()


@register.inclusion_tag("reading/_most_read.html")
def most_read(most=5):
    """The stories that are read most just now, as a side list. Two short queries."""
    return {"stories": find(most=most)}
