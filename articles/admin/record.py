"""The whole record of a story: all that was done with it, when, and by whom."""

from django.core.paginator import Paginator
from django.urls import path
from django.views.decorators.http import require_safe

from articles.models import Article

from . import deeds
from .versions import show_page

SHOWN = 50


@require_safe
def record(request, pk):
    """What was done, the latest first, for whoever may read all of the story."""
    story = deeds.fetch_whole(request, pk)
    page = Paginator(story.events.select_related("by"), SHOWN).get_page(request.GET.get("page"))
    page.object_list, states = deeds.in_words(page.object_list), dict(Article.Status.choices)
    for event in page.object_list:
        event.moved = event.after != event.before and (states.get(event.before), states.get(event.after))
    return show_page(request, "record", story, "Record", page=page)


def pages(view):
    """Return the addresses; `view` is the desk's admin_view."""
    return [path("<int:pk>/record/", view(record), name="story_record")]
