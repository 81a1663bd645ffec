"""Related stories: those that an editor picked, else the newest that share most topics."""

from django.db import connection
from django.utils import timezone

from .models import Article

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
SELECT story, SUM(weight) FROM ({}) AS found WHERE story <> %s
GROUP BY story ORDER BY SUM(weight) DESC, MAX(time) DESC LIMIT %s"""


def related_stories(article, at=None):
    """Return at most four live stories, by at most two queries."""
    at = at or timezone.now()
    weights = heaviest(article, at)
    if not weights:
        return []
    live = Article.objects.live(at).for_link().in_bulk(list(weights))
    found = [live[pk] for pk in weights if pk in live]
    return ([story for story in found if weights[story.pk] >= PICKED // 2] or found)[:MOST]


def heaviest(article, at):
    """Return {number of the story: weight}, the heaviest first: what was picked, then what shares most topics.

    By hand, because it is part of every story page: put together by Django it takes longer to ask than to answer.
    Each part reads a few rows of one index.
    """
    topics = [tag.pk for tag in article.tags.all()][:TOPICS]
    at = connection.ops.adapt_datetimefield_value(at)
    query = HEAVIEST.format(" UNION ALL ".join([PICKS] + [OF_TOPIC] * len(topics)))
    values = [PICKED, article.pk, *(value for topic in topics for value in (topic, at, NEWEST)), article.pk, ENOUGH]
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return dict(cursor.fetchall())
