"""Find stories by their words."""

from dataclasses import dataclass, field

from django.utils import timezone

from articles.models import Article

from .extracts import Extracts
from .index import engine
from .models import StoryText
from .place import first_at, last_at, number_in
from .words import understand

PER_PAGE = 20
COUNTED = 1_000  # matches are counted so far; the best are chosen among these
NO_TIME = -(2**63)


class NothingAsked(Exception):
    """There is no word to search for, or only such as stand everywhere."""


@dataclass
class Found:
    """A story, with its headline and a part of its text in pieces: (words, whether they were searched for)."""

    article: Article
    headline: list
    extract: list


@dataclass
class Results:
    """A page of what was found. `count` is known on the first page only; `before` or `page` lead to the next one."""

    stories: list = field(default_factory=list)
    count: int | None = None
    count_is_all: bool = True
    before: int | None = None
    page: int | None = None


def search(words, *, at=None, section=None, authors=None, since=None, until=None, before=None, best=False, page=1):
    """Return the Results for what a reader typed, newest first.

    `authors` are numbers of which one must be the story's; `since` and `until` are times, `until` not included.
    `before` is a place: the page after the one that ended there. With `best`, the newest COUNTED matches are put in
    order, those with the words in the headline first, and come by `page`. Raises NothingAsked where there is no word.
    """
    at = at or timezone.now()
    query = understand(words)
    if not query.wanted or query.too_common:
        raise NothingAsked
    facts = [[f"section{section.pk}"]] if section else []
    facts += [[f"author{author}" for author in authors]] if authors else []
    above = first_at(since) - 1 if since else NO_TIME
    upto = min(last_at(at), first_at(until) - 1 if until else last_at(at))
    if before is not None and not best:
        places = engine().newest(query, facts, PER_PAGE + 1, above, min(upto, before - 1))
        return page_of(query, places, at)
    places = engine().newest(query, facts, COUNTED + 1, above, upto)
    count = {"count": min(len(places), COUNTED), "count_is_all": len(places) <= COUNTED}
    if not best or not places:
        return page_of(query, places, at, **count)
    ordered = best_first(query, places[:COUNTED])[(page - 1) * PER_PAGE :]
    results = page_of(query, ordered, at, **count)
    results.before, results.page = None, page + 1 if len(ordered) > PER_PAGE else None
    return results


def best_first(query, places):
    """Return these places in order of how many of the words stand in the headline, then in the standfirst."""
    how_many = Extracts(query).how_many
    texts = StoryText.objects.filter(place__in=places).values_list("place", "headline", "standfirst")
    weighed = [(how_many(headline), how_many(standfirst), place) for place, headline, standfirst in texts]
    return [place for *_, place in sorted(weighed, reverse=True)]


def page_of(query, places, at, **count):
    """Return the page that begins with these places. Whatever the index says, only what is live is on it."""
    more, places = len(places) > PER_PAGE, places[:PER_PAGE]
    live = Article.objects.live(at).filter(pk__in=[number_in(place) for place in places]).select_related("section")
    shown = ("headline", "slug", "kicker", "standfirst", "publish_at", "first_published_at", "section")
    live = {article.pk: article for article in live.only(*shown, "section__name", "section__slug")}
    texts = StoryText.objects.in_bulk([place for place in places if number_in(place) in live])
    extracts = Extracts(query)
    stories = [found(live[number_in(place)], texts[place], extracts) for place in places if place in texts]
    return Results(stories, before=places[-1] if more else None, **count)


def found(article, text, extracts):
    extract = extracts.extract(text.body)
    if not extract or extracts.how_many(article.standfirst):
        extract = extracts.marked(article.standfirst)
    return Found(article, extracts.marked(article.headline), extract)
