"""What the rights of photos in stories ask for: what runs out, what is over, what is blocked, what has no right.

A photo that must go goes by itself (images.models.showable). This is for what only a person can do about it: ask for
more time, find another photo, or leave the story as it is.
"""

from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from images.models import Photo

from .models import Article, Figure
from .ready import of_figure

MOST = 200  # photos of a kind, and stories, that the report names
LOOK_BACK = timedelta(days=30)


@dataclass
class Line:
    photo: Photo
    stories: list = field(default_factory=list)
    sentence: str = ""


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
            "Put it right before the story goes out: it goes out without them, or against their rights.",
            scheduled(at),
        ),
        (
            "Over in the last 30 days",
            "No new story may have them.",
            lines(Q(use_until__gt=before, use_until__lte=at), at, "-use_until"),
        ),
        ("Blocked", "Their stories stand without them.", lines(Q(blocked_at__isnull=False), at, "-blocked_at")),
        ("No right chosen", "They are public, and nobody has said why they may be.", lines(Q(rights=""), at, "-pk")),
    ]


def running_out(at=None, days=7):
    """Return how many photos in public stories run out in the next days."""
    at = at or timezone.now()
    photos = Photo.objects.filter(use_until__gt=at, use_until__lte=at + timedelta(days=days))
    return photos.filter(Exists(Figure.objects.live(at).filter(photo=OuterRef("pk")))).count()


def lines(which, at, order):
    figures = Figure.objects.live(at)
    photos = Photo.objects.filter(which, Exists(figures.filter(photo=OuterRef("pk")))).order_by(order, "-pk")[:MOST]
    found = {photo.pk: Line(photo) for photo in photos}
    for figure in figures.filter(photo__in=found).select_related("article__section").order_by("-article"):
        found[figure.photo_id].stories.append(figure.article)
    return list(found.values())


def scheduled(at):
    """Return the photos that may not be shown when their story, which is scheduled, goes out."""
    waiting = Q(article__publish_at__gt=at) | Q(article__embargo_until__gt=at)
    figures = Figure.objects.filter(waiting, article__status=Article.Status.SCHEDULED)
    figures = figures.select_related("photo", "article__section").order_by("article__publish_at", "pk")[:MOST]
    found = []
    for figure in figures:
        if problems := of_figure(figure, figure.article.goes_out_at):
            found.append(Line(figure.photo, [figure.article], " ".join(problems)))
    return found
