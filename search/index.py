"""Keep the texts that search reads in step with the stories."""

from dataclasses import dataclass

from django.db import connection, transaction

from articles.models import Article, Byline, Figure
from articles.plain import plain

from . import postgresql, sqlite
from .models import StoryText
from .place import month_of, place_of
from .plain import LONGEST

# What may come before readers, now or when its time has come; when it does, live() alone says.
MAY_BE_SEEN = (Article.Status.SCHEDULED, Article.Status.PUBLISHED)


@dataclass
class Row:
    """What is written for one story."""

    article: int
    place: int
    facts: list
    headline: str
    standfirst: str
    body: str
    version: int = 0


def engine():
    """Return the module that speaks the language of this site's database."""
    return {"sqlite": sqlite, "postgresql": postgresql}[connection.vendor]


def story_changed(article):
    """Named in settings.AFTER_STORY_CHANGE: called in the transaction of every deed that changes a story."""
    index([article.pk])


@transaction.atomic
def index(numbers):
    """Write the texts of these stories anew, and take away those of stories that may not be seen; return how many
    were written.

    The stories are locked while they are read, so that of two changes at once the later one is what stands.
    """
    stories = Article.objects.select_for_update().filter(
        pk__in=numbers, status__in=MAY_BE_SEEN, publish_at__isnull=False, legal_hold=False
    )
    stories = list(stories.order_by("pk"))
    found = [story.pk for story in stories]
    StoryText.objects.filter(article__in=set(numbers) - set(found)).delete()
    authors = by_article(Byline.objects.filter(article__in=found).values_list("article", "author"))
    figures = by_article((figure.article_id, figure) for figure in shown_with(found))
    engine().write([row_of(story, authors.get(story.pk, ()), figures.get(story.pk, ())) for story in stories])
    return len(found)


def shown_with(numbers):
    return Figure.objects.shown().filter(article__in=numbers)


def by_article(pairs):
    found = {}
    for article, what in pairs:
        found.setdefault(article, []).append(what)
    return found


def row_of(story, authors, figures):
    html = "".join(part for part in story.body_parts if isinstance(part, str))
    captions = [figure.caption for figure in figures if story.has_place_for(figure)]
    return row(story, authors, "\n".join([plain(html), *captions]))


def row(story, authors, text):
    """Return what is written for a story whose text is known already."""
    place = place_of(max(story.publish_at, story.embargo_until or story.publish_at), story.pk)
    facts = [f"section{story.section_id}", *(f"author{author}" for author in authors), month_of(place)]
    return Row(story.pk, place, facts, story.headline, story.standfirst, text[:LONGEST])
