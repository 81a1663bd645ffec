"""What goes out by itself, and when: stories when their time has come and their embargo is over, and newer versions of
public stories for which a time is set (schedule.py)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, Subquery
from django.db.models.functions import Coalesce, Greatest

from .models import Article, ArticleEvent, Revision, ScheduledChange
from .models.record import TO_COME

LOOK_BACK = timedelta(days=30)  # for embargoes that ended on public stories
# The deeds by which a story went out, or its embargo was ended, with all that follows from that.
WENT_OUT = ("publish", "reinstate", "embargo", "go_out")


@dataclass
class Item:
    """A story that goes out, or a change to one that is public."""

    kind: str  # "story", "embargo" (of a story whose time came before) or "change"
    article: Article
    at: datetime
    version: int | None = None
    by: str = ""  # who saved that version
    change: ScheduledChange | None = None
    error: str = ""  # why it did not go out
    done: bool = False  # it went out, in this run
    broke: bool = False  # it was not refused, but something broke: it is tried again

    WORDS = {"story": "goes out", "embargo": "its embargo ends", "change": "is changed"}

    @property
    def words(self):
        return self.WORDS[self.kind]

    @property
    def left_on_the_desk(self):
        """The number of a newer version, which does not go out with this; or None."""
        return self.article.latest if self.version and self.article.latest > self.version else None


def stories(at):
    """Yield, in two queries for their two indexes, the stories whose going out nobody has attended to: `goes_out` says
    when that is, or was. Where a job is late a story is public all the same."""
    attended = ArticleEvent.objects.filter(article=OuterRef("pk"), deed__in=WENT_OUT, at__gte=OuterRef("embargo_until"))
    published = Article.objects.filter(status=Article.Status.PUBLISHED, embargo_until__gt=at - LOOK_BACK)
    embargoed = published.filter(~Exists(attended), embargo_until__gte=F("publish_at"))
    for rows in (Article.objects.filter(status=Article.Status.SCHEDULED), embargoed):
        yield rows.annotate(goes_out=Greatest("publish_at", Coalesce("embargo_until", "publish_at")))


def changes():
    """Return the changes that are to come, or should have."""
    return ScheduledChange.objects.filter(TO_COME)


def items(at, until):
    """Return all that goes out until then, and what should have gone out by now, in order."""
    found = []
    for rows in stories(at):
        rows = with_saver(rows.filter(goes_out__lte=until).select_related("section"), "pk", "released")
        found += [of_story(story) for story in rows]
    rows = with_saver(
        changes().filter(due_at__lte=until).select_related("article__section", "by"), "article", "version"
    )
    found += [
        Item("change", change.article, change.due_at, change.version, change.saver or "", change, change.error)
        for change in rows
    ]
    return sorted(found, key=lambda item: (item.at, item.article.pk))


def of_story(story):
    later = story.embargo_until and story.embargo_until >= story.publish_at
    return Item("embargo" if later else "story", story, story.goes_out, story.released, story.saver or "")


def with_saver(rows, article, number):
    """Return the rows with the name of who saved the version that they are about."""
    versions = Revision.objects.filter(article=OuterRef(article), number=OuterRef(number))
    return rows.annotate(saver=Subquery(versions.values("saved_by__display_name")[:1]))
