"""What the rights of photos in stories ask for: what runs out, what is over, what is blocked, what has no right.

A photo that must go goes by itself (images.models.showable). This is for what only a person can do about it: ask for
more time, find another photo, or leave the story as it is.
"""

from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Count, Exists, OuterRef, Q, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from images.models import Photo

from .models import Article, Figure
from .ready import of_figure

MOST = 200  # photos of a kind, and stories that wait, that the report names
STORIES = 20  # of one photo
LOOK_BACK = timedelta(days=30)


@dataclass
class Line:
    photo: Photo
    stories: list = field(default_factory=list)
    sentence: str = ""
    more: int = 0  # stories beside those


def report(at=None, days=7):
    """Return [(heading, what it means, [Line])] of photos in stories that are public at `at` or will be."""
    at = at or timezone.now()
    soon, before = at + timedelta(days=days), at - LOOK_BACK
    return [
        (
            f"Running out within {days} day{'' if days == 1 else 's'}",
            "Those without archive rights go from their stories at that time; the others stay with them.",
            lines(Q(use_until__gt=at, use_until__lte=soon), at, "use_until"),
        ),
        (
            "Scheduled with photos that may not be shown then",
            "Put it right before the story goes out: it goes out without those that are blocked or out of their time, "
            "and with the others.",
            scheduled(at),
        ),
        (
            "Over in the last 30 days",
            "No new story may have them.",
            lines(Q(use_until__gt=before, use_until__lte=at), at, "-use_until"),
        ),
        ("Blocked", "Their stories stand without them.", lines(Q(blocked_at__isnull=False), at, "-blocked_at")),
        ("No right chosen", "They are public, and nobody has said why they may be.", lines(Q(rights=""), at, "-pk")),
        ("No credit", "They are public, and nobody is named.", lines(Q(credit=""), at, "-pk", own_credit="")),
    ]


def running_out(at=None, days=7):
    """Return how many photos in public stories run out in the next days."""
    at = at or timezone.now()
    photos = Photo.objects.filter(use_until__gt=at, use_until__lte=at + timedelta(days=days))
    return photos.filter(Exists(Figure.objects.live(at).filter(photo=OuterRef("pk")))).count()


def lines(which, at, order, **figures):
    figures = Figure.objects.live(at).filter(**figures)
    photos = Photo.objects.filter(which, Exists(figures.filter(photo=OuterRef("pk")))).order_by(order, "-pk")[:MOST]
    found = {photo.pk: Line(photo) for photo in photos}
    if found:
        for figure in newest(figures.filter(photo__in=found)):
            line = found[figure.photo_id]
            line.stories.append(figure.article)
            line.more = max(0, figure.number - STORIES)
    return list(found.values())


def newest(figures):
    """Return the figures of each photo that stand in its newest stories, with the number of all."""
    by_photo = {"partition_by": "photo"}
    figures = figures.annotate(
        nth=Window(RowNumber(), order_by="-article", **by_photo), number=Window(Count("pk"), **by_photo)
    ).filter(nth__lte=STORIES)
    shown = ("headline", "slug", "publish_at", "section__name", "section__slug")
    return figures.select_related("article__section").only("photo", *(f"article__{name}" for name in shown))


def scheduled(at):
    """Return the photos that may not be shown when their story, which waits for its time, goes out."""
    waiting = Q(publish_at__gt=at) | Q(embargo_until__gt=at)
    public = Q(status__in=[Article.Status.SCHEDULED, Article.Status.PUBLISHED], legal_hold=False)
    stories = Article.objects.filter(waiting, public).select_related("section").prefetch_related("figures__photo")
    found = []
    for story in stories.order_by("publish_at", "pk")[:MOST]:
        for figure in filter(story.has_place_for, story.figures.all()):
            figure.article = story
            if problems := of_figure(figure, story.goes_out_at):
                found.append(Line(figure.photo, [story], " ".join(problems)))
    return found
