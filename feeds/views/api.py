"""The public stories as data (ninjs), to read only."""

from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from articles.lists import LATEST, after_it
from articles.models import Article
from articles.views.former import Elsewhere, section_at
from feeds import ninjs
from feeds.identity import absolute, masthead
from feeds.stories import with_all, with_summary
from pagecache.kept import kept

PER_LIST = 20


@require_safe
@kept("latest", "paper", params=["section", "before"])
def api_list(request):
    """The newest stories without their texts. `?before=` is the number of the last one on the page before."""
    stories, last, words = with_summary(Article.objects.all()), None, {}
    if slug := request.GET.get("section", ""):
        stories = stories.filter(section=section_called(slug))
        words["section"] = slug
    if before := request.GET.get("before", ""):
        last = get_object_or_404(Article.objects.live(), pk=number(before))
        stories = stories.filter(after_it(LATEST, last.publish_at, last.pk))
    stories = list(stories.live(until=last and last.publish_at).order_by("-publish_at", "-pk")[: PER_LIST + 1])
    paper, shown = masthead(), stories[:PER_LIST]
    said = {"stories": [ninjs.story(story, paper, with_body=False) for story in shown]}
    if len(stories) > PER_LIST:
        said["next"] = f"{absolute(reverse('feeds:api_list'))}?{urlencode(words | {'before': shown[-1].pk})}"
    return answer(said)


def section_called(slug):
    """Return the section, by the word that stands in its address, or stood there before."""
    try:
        return section_at(slug)
    except Elsewhere as moved:
        return section_at(moved.slug)


def number(text):
    if not (text.isascii() and text.isdecimal() and len(text) < 19):
        raise Http404
    return int(text)


@require_safe
@kept("story:{pk}", "latest", "paper")
def api_story(request, pk):
    """A story. One that was withdrawn answers 200 and says so: whoever took it must be able to read that."""
    if story := with_all(Article.objects.live()).filter(pk=pk).first():
        return answer(ninjs.story(story, masthead()))
    return answer(ninjs.kill(get_object_or_404(Article.objects.withdrawn(), pk=pk), masthead()))


def answer(said):
    response = JsonResponse(said, json_dumps_params={"ensure_ascii": False})
    response.headers["X-Robots-Tag"] = "noindex"
    return response
