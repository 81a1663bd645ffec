"""Keep the texts that the desk searches in step with what is written: the newest version of every story, in whatever
state, with its notes to editors."""

from django.db import transaction

from articles import version
from articles.models import Article
from articles.plain import plain

from .index import Row, engine
from .models import DeskText
from .place import month_of, place_of
from .plain import LONGEST
from .tables import DESK

BATCH, PART = 100, 5_000  # stories that are written in one transaction, and by one task
FIRST = ("bylines__author", "figures__photo", "tags")


def story_changed(article):
    """Named in settings.AFTER_STORY_CHANGE: called in the transaction of every deed that changes a story."""
    index([article.pk])


def saved(article):
    """Named in settings.AFTER_SAVE: called in the transaction of every save, of which some change nothing that readers
    see."""
    if not DeskText.objects.filter(article=article, version=article.latest).exists():
        index([article.pk])


def tags_changed(numbers):
    """Named in settings.AFTER_TAGS. A few stories are written at once, and very many by and by."""
    from .tasks import index_for_the_desk  # which imports this

    if len(numbers) <= BATCH:
        index(numbers)
        return
    for first in range(0, len(numbers), PART):
        index_for_the_desk.enqueue(numbers[first : first + PART])


@transaction.atomic
def index(numbers):
    """Write the texts of these stories anew; return how many there are."""
    stories = Article.objects.select_for_update(of=("self",)).filter(pk__in=numbers).select_related("agency")
    stories = stories.prefetch_related(*FIRST).order_by("pk")
    rows = [row_of(newest(story)) for story in stories]
    engine().write(rows, tables=DESK)
    return len(rows)


def newest(story):
    return version.as_of(story, version.newest(story)) if story.has_unreleased else story


def row_of(story):
    place = place_of(story.saved_at, story.pk)
    facts = [f"section{story.section_id}", f"state{story.status}", month_of(place)]
    facts += [f"{part}{number}" for part, number in (("begun", story.created_by_id), ("saved", story.saved_by_id))]
    facts += [f"author{byline.author_id}" for byline in story.bylines.all()]
    text = "\n".join(filter(None, texts(story)))[:LONGEST]
    return Row(story.pk, place, facts, story.headline, story.standfirst, text, story.latest)


def texts(story):
    """Yield all words of a story but those that have a place of their own."""
    yield story.kicker
    yield story.dateline
    yield plain(story.body)
    for figure in story.figures.all():
        yield from (figure.caption, figure.credit, figure.alt_text)
    for byline in story.bylines.all():
        yield f"{byline.author.name} {byline.role}"
    yield from (tag.name for tag in story.topics)
    yield story.agency.name if story.agency else ""
    yield story.note_to_editors
