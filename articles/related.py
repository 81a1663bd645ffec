"""Related stories: those that an editor picked, else the newest that share most topics. One query."""

from django.db import connection
from django.db.models import F
from django.utils import timezone

from .models import Article, Section

MOST = 4
# What is looked at, however many stories there are: so many of the newest of each topic, of so many topics.
NEWEST, TOPICS = 40, 6
ENOUGH = 2 * MOST  # some of the heaviest may not be public
PICKED = 1_000_000  # weighs more than any number of topics

PICKS = "SELECT to_id AS story, NULL AS time, %s - position AS weight FROM articles_related WHERE article_id = %s"
OF_TOPIC = """
SELECT story, time, 1 FROM (SELECT content_object_id AS story, publish_at AS time FROM articles_tagged
WHERE tag_id = %s AND publish_at <= %s ORDER BY publish_at DESC, content_object_id DESC LIMIT %s) AS newest"""
HEAVIEST = """
SELECT story, SUM(weight) AS weight, MAX(time) AS time FROM ({}) AS found WHERE story <> %s
GROUP BY story ORDER BY SUM(weight) DESC, MAX(time) DESC LIMIT %s"""
LIVE = "SELECT live.*, weight FROM ({}) AS heaviest JOIN ({}) AS live ON id = story ORDER BY weight DESC, time DESC"


def related_stories(article, at=None):
    """Return at most four live stories."""
    at = at or timezone.now()
    heaviest, values = heaviest_of(article, at)
    live, more = links(at).query.sql_with_params()
    found = list(Article.objects.raw(LIVE.format(heaviest, live), [*values, *more]))
    for story in found:
        story.section = Section(pk=story.section_id, name=story.section_name, slug=story.section_slug)
    return ([story for story in found if story.weight >= PICKED // 2] or found)[:MOST]


def links(at):
    """Return all live stories with what a line that leads to one shows."""
    shown = "id", "headline", "slug", "publish_at", "first_published_at", "section_id"
    section = {"section_name": F("section__name"), "section_slug": F("section__slug")}
    return Article.objects.live(at).order_by().values(*shown, **section)


def heaviest_of(article, at):
    """Return the query for the numbers of the heaviest stories, and its values: what was picked, then what shares most
    topics.

    By hand, because it is part of every story page: put together by Django it takes longer to ask than to answer.
    Each part reads a few rows of one index.
    """
    topics = [tag.pk for tag in article.topics[:TOPICS]]
    at = connection.ops.adapt_datetimefield_value(at)
    query = HEAVIEST.format(" UNION ALL ".join([PICKS] + [OF_TOPIC] * len(topics)))
    values = [PICKED, article.pk, *(value for topic in topics for value in (topic, at, NEWEST)), article.pk, ENOUGH]
    return query, values
