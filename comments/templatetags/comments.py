from functools import partial

from django import template

from comments.counted import counted
from comments.opening import closed_because, community_of, notice
from comments.parts import kept_head, parts_of
from comments.thread import thread, usual_order
from pagecache.parts import leave_open

register = template.Library()


@register.inclusion_tag("comments/_section.html", takes_context=True)
def comments_on(context, article):
    """The comments section of a story's page: heading with count, statement, thread.

    Count, picks and thread are left open: they are filled in anew after each comment, in a page that otherwise stands.
    """
    return {"article": article, "request": context["request"], **section(context["request"], article)}


@register.simple_tag(takes_context=True)
def comment_count(context, article):
    """The place for the number of comments on the story whose page this is, to be filled in with the thread."""
    return section(context["request"], article)["count"]


@register.simple_tag(takes_context=True)
def how_many_comments(context, article):
    """The place on a story's card for the number of its comments."""
    places = counted(context["request"])
    return places.card(article) if places else ""


@register.filter
def comments_notice(article):
    """What a reader must know before they write."""
    return notice(article)


def section(request, article):
    """Return the community, why the story is closed, and the marks of what is left open in a story's page: the same
    ones wherever they stand in it."""
    if not hasattr(request, "comments_section"):
        community = community_of(article)
        closed = closed_because(article, community=community)
        make = partial(thread_part, article, usual_order(article, community), closed)
        marks = leave_open(request, make, "count", "picks", "orders", "thread", "end")
        request.comments_section = {"community": community, "closed": closed, **marks}
    return request.comments_section


def thread_part(article, order, closed, request):
    page = thread(article, order, closed=closed, head=partial(kept_head, request))
    return {"count": str(page.count), **parts_of(request, article, page, at_story=True)}
