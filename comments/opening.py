"""Whether a story takes comments, and why not. The one place that says so."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.formats import date_format

from articles.models import Article
from articles.rows import Rows

from .composed import as_time, ask
from .hours import opens_next
from .models import Community, OpeningHours

COURT_CASE = "This story is about a case before a court. Comments are closed while the case goes on."
NOTICES = {
    Article.Comments.PREMODERATED: "On this story every comment is read before it appears.",
    Article.Comments.REPORTED: "On this story a comment that is reported is hidden until a moderator has read it.",
}


def closed_because(article, at=None, community=None):
    """Return why the story takes no comments at `at`, or an empty string when it does.

    Two queries more at most: none for a story that came with_terms() and has no hours, or with its community_of().
    """
    if article.court_case:
        return COURT_CASE
    if article.comments_mode == Article.Comments.CLOSED:
        return article.comments_closed_reason or "Comments on this story are closed."
    at = at or timezone.now()
    if community:
        closes_after, hours = community.close_after_days, narrowest(community.hours)
    else:
        terms = article if hasattr(article, "has_hours") else with_terms(Article.objects.only("pk")).get(pk=article.pk)
        closes_after, hours = terms.closes_after, hours_of(article) if terms.has_hours else []
    ends = article.publish_at and closes_after and article.publish_at + timedelta(days=closes_after)
    opens = opens_next(hours, at) if hours else None
    if ends and ends <= (opens or at):
        days = "one day" if closes_after == 1 else f"{closes_after} days"
        return f"Comments on this story are closed. A story takes them for {days} after it was published."
    if opens:
        return f"This story takes comments at certain hours. Comments open again at {told(opens, at)}."
    return ""


def notice(article):
    """Return what a reader must know before they write, or an empty string."""
    return NOTICES.get(article.comments_mode, "")


def with_terms(articles):
    """Tell of each story what closes it by itself, with its own query: `closes_after` days, and if it `has_hours`."""
    hours = OpeningHours.objects.filter(of(OuterRef("pk"), OuterRef("section")))
    return articles.annotate(
        closes_after=Subquery(Community.objects.values("close_after_days")[:1]), has_hours=Exists(hours)
    )


class Terms(NamedTuple):
    """What closed_because() looks at, of a story that is on the site; as much of it as everyone who posts waits for."""

    pk: int
    section_id: int
    comments_mode: str
    comments_closed_reason: str
    court_case: bool
    published: datetime  # as the database tells it; SQLite's has no zone
    closes_after: int | None
    has_hours: bool

    @property
    def publish_at(self):
        return as_time(self.published)


def terms_of(article_pk, at):
    """Return the Terms of a story, or None where it is not on the site at `at`."""
    found = ask(terms, {ARTICLE: article_pk, AT: at})
    return Terms(*found[0]) if found else None


ARTICLE, AT = -1, datetime(1, 1, 2, tzinfo=UTC)  # the blanks


@lru_cache
def terms(vendor):
    its = "pk", "section_id", "comments_mode", "comments_closed_reason", "court_case", "publish_at"
    story = with_terms(Article.objects.live(AT).filter(pk=ARTICLE).order_by())
    return story.values_list(*its, "closes_after", "has_hours").query.sql_with_params()


def hours_of(article):
    """Return the hours that count for a story: its own, else its section's, else those of the whole site."""
    return narrowest(OpeningHours.objects.filter(of(article.pk, article.section_id)))


def narrowest(rows):
    rows = list(rows)
    counting = [row for row in rows if row.article_id] or [row for row in rows if row.section_id] or rows
    return [(row.day, row.opens, row.closes) for row in counting]


def community_of(article):
    """Return what holds for every conversation, with the `hours` that may count for this story's: one query."""
    hours = OpeningHours.objects.filter(of(article.pk, article.section_id))
    its_hours = Rows(hours)
    communities = Rows(Community.objects.all())
    # From the story, which is there in any case.
    [(found, hours)] = Article.objects.filter(pk=article.pk).values_list(communities, its_hours)
    community = found[0] if found else Community()
    community.hours = hours
    return community


def of(article, section):
    return Q(article=article) | Q(section=section) | Q(article=None, section=None)


def told(moment, at):
    """Say a time to come of this week in words that stay true overnight: “08:00 on Monday”."""
    zone = timezone.get_default_timezone()
    local = timezone.localtime(moment, zone)
    near = local.date() - timezone.localdate(at, zone) < timedelta(days=7)
    return date_format(local, r"H:i \o\n l" if near else r"H:i \o\n l j F")
