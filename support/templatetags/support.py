from django import template

from support.models import Campaign

register = template.Library()


@register.inclusion_tag("support/_appeal.html")
def support_appeal(article, place):
    """The appeal that stands at `place` ("top" or "end") on a story's page, if any does."""
    if article.sensitive:
        return {"campaign": None}
    return {"campaign": Campaign.objects.running().for_section(article.section_id).filter(place=place).first()}
