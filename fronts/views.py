"""The paper's own front and those of its sections, as readers see them."""

from django.db.models import Q
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.lists import list_page
from articles.models import Article
from articles.views.former import Elsewhere, section_at
from articles.views.lists import last_of_page_before, listing, on_to
from pagecache.kept import kept
from pagecache.parts import fill_in

from .page import numbers, paper_zones, section_zones, slots_of, strips


@require_safe
@kept("latest", "fronts", "paper")
@fill_in
def front(request):
    return show_paper(request, slots_of(None))


@require_safe
@kept("latest", "fronts", "paper", params=["before"])
@fill_in
def section(request, slug):
    """A section's front and its latest; with `?before=`, the last story of the page before, a plain list."""
    try:
        section = section_at(slug)
    except Elsewhere as moved:
        return on_to("fronts:section", moved, request)
    if before := last_of_page_before(request, Article.objects.live()):
        page = list_page(Q(section=section), before=before)
        return listing(request, section.name, page, before, section=section, words=section.description)
    return show_section(request, section, slots_of(section))


def show_paper(request, slots, **more):
    """Show the paper's front made of `slots`: the live ones, or the draft's in its preview."""
    at = timezone.now()
    zones = paper_zones(slots, at)
    return render(request, "fronts/front.html", {"zones": zones, "strips": strips(numbers(zones), at), **more})


def show_section(request, section, slots, **more):
    zones = section_zones(section, slots, timezone.now())
    page = list_page(Q(section=section) & ~Q(pk__in=numbers(zones)))
    more = {"zones": zones, "section": section, "words": section.description, **more}
    more["address"] = section.get_absolute_url()
    return listing(request, section.name, page, None, template="fronts/section.html", **more)
