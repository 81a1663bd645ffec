"""The sitemaps: an index, the stories by their numbers, the other pages, and the news of the last 48 hours."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from feeds import sitemaps
from feeds.identity import absolute, masthead, moment
from feeds.stories import clean
from pagecache.kept import kept

XML = "application/xml; charset=utf-8"


@require_safe
@kept("latest", "paper")
def sitemap_index(request):
    paths = [reverse("feeds:sitemap_of_pages")]
    paths += [reverse("feeds:sitemap_of_stories", args=[block]) for block in sitemaps.blocks()]
    return render(request, "feeds/sitemap_index.xml", {"addresses": map(absolute, paths)}, content_type=XML)


@require_safe
@kept("latest", "paper")
def sitemap_of_pages(request):
    return HttpResponse(sitemaps.urlset((address, "") for address in sitemaps.pages()), content_type=XML)


@require_safe
@kept("latest", "paper")
def sitemap_of_stories(request, block):
    places = sitemaps.stories(block) if block < 10**9 else []
    if not places:
        raise Http404
    return HttpResponse(sitemaps.urlset(places), content_type=XML)


@require_safe
@conditional_page
@cache_control(public=True, max_age=0, s_maxage=2)
def sitemap_of_news(request, number):
    """Not kept, for it changes with the hour."""
    first = (number - 1) * sitemaps.NEWS_PER_FILE
    stories = list(
        sitemaps.news().select_related("section").defer("body", "body_parts")[first : first + sitemaps.NEWS_PER_FILE]
        if 1 <= number < 1000
        else []
    )
    if not stories and number != 1:
        raise Http404
    rows = [
        {
            "address": absolute(story.get_absolute_url()),
            "published": moment(story.published_at),
            "title": clean(story.headline),
        }
        for story in stories
    ]
    context = {"rows": rows, "name": clean(masthead().name), "language": news_language()}
    return render(request, "feeds/sitemap_news.xml", context, content_type=XML)


def news_language():
    """Return two letters, as the standard wants them; Chinese alone keeps its region."""
    language = settings.LANGUAGE_CODE.lower()
    return language if language in ("zh-cn", "zh-tw") else language.partition("-")[0]
