from functools import partial

from django import template
from django.template.loader import render_to_string

from comments.models import Community
from comments.opening import closed_because
from comments.thread import thread
from pagecache.parts import leave_open

register = template.Library()


@register.inclusion_tag("comments/_section.html", takes_context=True)
def comments_on(context, article):
    """The comments section of a story's page: heading with count, statement, thread.

    Count and thread are left open: they are filled in anew after each comment, in a page that otherwise stands.
    """
    return {
        "article": article,
        "community": Community.objects.first() or Community(),
        "closed": closed_because(article),
        **places(context["request"], article),
    }


@register.simple_tag(takes_context=True)
def comment_count(context, article):
    """The place for the number of comments on the story whose page this is, to be filled in with the thread."""
    return places(context["request"], article)["count"]


def places(request, article):
    """Return the marks of what is left open in a story's page, the same ones wherever they stand in it."""
    if not hasattr(request, "thread_places"):
        thread = partial(thread_part, article, closed_because(article))
        request.thread_places = leave_open(request, thread, "count", "thread", "end")
    return request.thread_places


def thread_part(article, closed, request):
    page = thread(article, closed=closed)
    end = "" if page.count and not page.next_after else render_to_string("comments/_end.html", {"thread": page})
    return {"count": str(page.count), "thread": page.html, "end": end}
