from django import template

from comments.models import Community
from comments.post import closed_because
from comments.thread import thread

register = template.Library()


@register.inclusion_tag("comments/_section.html")
def comments_on(article):
    """The comments section of a story's page: heading with count, statement, thread."""
    return {
        "article": article,
        "thread": thread(article, closed=closed_because(article)),
        "community": Community.objects.first() or Community(),
    }
