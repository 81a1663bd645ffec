from django import template

from support.models import Campaign

register = template.Library()


@register.simple_tag
def support_appeals(article):
    """The appeals on a story's page by their place: {"top": campaign, "end": campaign}, each if there is one."""
    if article.sensitive:
        return {}
    appeals = {}
    for campaign in Campaign.objects.running().for_section(article.section_id):
        appeals.setdefault(campaign.place, campaign)  # the heaviest comes first
    return appeals
