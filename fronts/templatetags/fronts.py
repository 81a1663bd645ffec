from datetime import UTC

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html

from fronts.make_top import is_top
from fronts.models import Banner

register = template.Library()


@register.inclusion_tag("fronts/_breaking.html")
def breaking():
    """The breaking banner, while one shows: on every public page, under the masthead."""
    return {"banner": Banner.objects.showing().first()}


@register.inclusion_tag("admin/fronts/_make_top.html", takes_context=True)
def make_top_buttons(context, story):
    """One click from the story's page at the desk: the paper's top story, or its section's."""
    request, at = context["request"], timezone.now()
    if not request.user.has_perm("fronts.arrange_front") or not story.is_live(at):
        return {}
    places = [("paper", "top story", is_top(story, None, at))]
    places.append(("section", f"top of {story.section.name}", is_top(story, story.section, at)))
    return {"story": story, "places": places, "csrf_token": context.get("csrf_token")}


@register.filter
def day_and_time(time):
    """A time on a front, which tells of these days: without the year, unless it is another one."""
    local = timezone.localtime(time)
    iso = time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    day = date_format(local, "j F" if local.year == timezone.localdate().year else "j F Y")
    return format_html('<time datetime="{}">{}, {}</time>', iso, day, local.strftime("%H:%M"))
