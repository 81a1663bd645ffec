from functools import partial

from django import template
from django.template.loader import render_to_string

from comments.models import Community
from comments.post import closed_because
from comments.thread import thread
from pagecache.parts import leave_open

register = template.Library()


@register.inclusion_tag("comments/_section.html", takes_context=True)
def comments_on(context, article):
    """The comments section of a story's page: heading with count, statement, thread.

    Count and thread are left open: they are filled in anew after each comment, in a page that otherwise stands.
    """
    closed = closed_because(article)
    return {
        "article": article,
        "community": Community.objects.first() or Community(),
        "closed": closed,
        **leave_open(context["request"], partial(thread_part, article, closed), "count", "thread", "end"),
    }


def thread_part(article, closed, request):
    page = thread(article, closed=closed)
    end = "" if page.count and not page.next_after else render_to_string("comments/_end.html", {"thread": page})
    return {"count": str(page.count), "thread": page.html, "end": end}
