"""The search page. It is the same for everyone, but not kept: there are more questions than room."""

from urllib.parse import urlencode

from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from articles.models import Article, Section
from pagecache.kept import FRESH, STALE
from pagecache.parts import fill_in

from . import find
from .forms import SearchForm, which_page

FIELDS = ("q", "section", "author", "since", "until")
LATEST = 5


@require_safe
@fill_in
def search(request):
    sections = list(Section.objects.all())
    form = SearchForm(request.GET if "q" in request.GET else None, sections=sections)
    page = {"form": form, "sections": sections, "best": request.GET.get("order") == "best"}
    if form.is_valid():
        results = find.search(**form.asked(), **which_page(request.GET))
        page |= {"results": results, "links": links(request.GET, results)}
        if not results.stories:
            page["latest"] = Article.objects.live().for_teaser().order_by("-publish_at", "-pk")[:LATEST]
    response = render(request, "search/search.html", page)
    patch_cache_control(response, public=True, max_age=0, s_maxage=FRESH, stale_while_revalidate=STALE)
    return response


def links(values, results):
    """Return the addresses that lead on from here, with what was asked."""
    asked = {name: values[name] for name in FIELDS if values.get(name)}
    best = asked | {"order": "best"}
    return {
        "newest": "?" + urlencode(asked),
        "best": "?" + urlencode(best),
        "words_alone": "?" + urlencode({"q": asked["q"]}) if len(asked) > 1 else "",
        "next": results.before is not None
        and "?" + urlencode(asked | {"before": results.before})
        or results.page is not None
        and "?" + urlencode(best | {"page": results.page})
        or "",
    }
