"""The archive: years, months, days."""

from datetime import date

from django.db.models import Q
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from articles import archive as paper
from articles.lists import list_page
from articles.models import Article
from pagecache.kept import kept
from pagecache.parts import fill_in

from .lists import last_of_page_before, listing

TITLE = "Archive"
# How a year, a month and a day are written by themselves, and where it is known what they are part of.
WHOLE = {"year": "Y", "month": "F Y", "day": "l, j F Y"}
PART = {"year": "Y", "month": "F", "day": "l, j F"}


@require_safe
@kept("latest", "paper")
def archive(request):
    """Show every year and month, a link each. Numbers stand on the year's page: here each would count all stories."""
    first, last = paper.first_day(), paper.last_day()
    years = range(last.year, first.year - 1, -1) if first else []
    rows = [(link("year", date(year, 1, 1)), links("month", paper.months(year, first, last))) for year in years]
    context = {"title": TITLE, "years": rows, "address": request.path, "crumbs": crumbs()}
    return render(request, "articles/archive.html", context)


@require_safe
@kept("latest", "paper")
def archive_year(request, year):
    first, last = life_of_the_paper()
    if not first.year <= year <= last.year:
        raise Http404
    months = paper.months(year, first, last)
    numbers = paper.numbers([(month, paper.end_of_month(month)) for month in months])
    previous = months[0] - paper.DAY if year > first.year else None
    next = paper.end_of_month(months[-1]) + paper.DAY if year < last.year else None
    return parts(request, "year", months[0], zip(links("month", months), numbers, strict=True), previous, next)


@require_safe
@kept("latest", "paper")
def archive_month(request, year, month):
    month = date_or_404(year, month)
    first, last = life_of_the_paper()
    days = paper.days(month, first, last)
    if not days:
        raise Http404
    numbers = paper.numbers([(day, day) for day in days])
    previous = month - paper.DAY if month > first else None
    next = paper.end_of_month(month) + paper.DAY if paper.end_of_month(month) < last else None
    return parts(request, "month", month, zip(links("day", days), numbers, strict=True), previous, next)


def parts(request, name, day, parts, previous, next):
    """Show what a year or a month is made of, with the number of stories in each part."""
    context = {
        "title": date_format(day, WHOLE[name]),
        "parts": list(parts),
        "previous": previous and link(name, previous, WHOLE),
        "next": next and link(name, next, WHOLE),
        "address": request.path,
        "crumbs": crumbs(name, day),
    }
    return render(request, "articles/archive_parts.html", context)


@require_safe
@kept("latest", "paper", params=["before"])
@fill_in
def archive_day(request, year, month, day):
    """Show the stories of a day, and the way to the nearest days with stories. No day lies outside the paper's life."""
    day = date_or_404(year, month, day)
    before = last_of_page_before(request, Article.objects.live())
    page = list_page(Q(publish_at__gte=paper.start(day)), before=before, until=paper.end(day))
    previous, next = paper.last_day(before=day), paper.first_day(after=day)
    if not page.rows and not (previous and next):
        raise Http404
    days = {"previous": previous and link("day", previous, WHOLE), "next": next and link("day", next, WHOLE)}
    context = {"crumbs": crumbs("day", day), "noindex": not page.rows, **days}
    return listing(request, date_format(day, WHOLE["day"]), page, before, "articles/archive_day.html", **context)


def life_of_the_paper():
    """Return the first and the last day with stories; 404 before there is one."""
    first = paper.first_day()
    if first is None:
        raise Http404
    return first, paper.last_day()


def date_or_404(year, month, day=1):
    """Return the day, if the calendar has it and some that follow."""
    try:
        found = date(year, month, day)
        paper.end(paper.end_of_month(found))
    except (ValueError, OverflowError):
        raise Http404 from None
    return found


def link(name, day, format=PART):
    """Return the words and the address of the year, month or day in which `day` lies."""
    numbers = [day.year, day.month, day.day][: list(PART).index(name) + 1]
    return date_format(day, format[name]), reverse(f"articles:archive_{name}", args=numbers)


def links(name, days):
    return [link(name, day) for day in days]


def crumbs(name="", day=None):
    """Return the way down to a year, a month or a day, or to the archive itself."""
    names = list(PART)[: list(PART).index(name) + 1] if name else []
    way = [(TITLE, reverse("articles:archive")), *(link(each, day) for each in names)]
    return [*way[:-1], (way[-1][0], "")]
