"""Throw away versions that nobody will look for: of many saves within an hour the last one is kept.

What readers saw is never thrown away, nor the first version, the newest, what was restored or brought together, what a
notice compares or a preview link shows, nor what somebody's unsaved text is written from. Of the last day everything is
kept; of the last thirty days one version an hour; one a day before that.
"""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from .models import Article, Correction, PreviewLink, Revision, ScheduledChange, Unsaved

ALL = timedelta(days=1)
HOURLY = timedelta(days=30)
BATCH = 500


def thin(*, at=None, dry_run=False):
    """Throw them away, some hundreds at a time; return how many there were, or would be."""
    spare = list(spare_versions(at or timezone.now()))
    for begin in range(0, 0 if dry_run else len(spare), BATCH):
        Revision.objects.filter(pk__in=spare[begin : begin + BATCH]).delete()
    return len(spare)


def spare_versions(at):
    """Yield the keys of those of which a later one of the same hour, or day, is kept."""
    rows = thinnable(at).order_by("article", "-number").values_list("pk", "article", "saved_at")
    last = None
    for pk, article, saved_at in rows.iterator(chunk_size=5000):
        stands_for = (article, f"{timezone.localtime(saved_at):{'%F %H' if saved_at > at - HOURLY else '%F'}}")
        if stands_for == last:
            yield pk
        last = stands_for


def thinnable(at):
    """Return the versions that are no more than one save among others."""
    named = Correction.objects.filter(article=OuterRef("article"))
    named = named.filter(Q(from_version=OuterRef("number")) | Q(to_version=OuterRef("number")))
    scheduled = ScheduledChange.objects.filter(article=OuterRef("article"), version=OuterRef("number"))
    begun = Unsaved.objects.filter(article=OuterRef("article"), base=OuterRef("number"))
    shown = PreviewLink.objects.filter(article=OuterRef("article"), version=OuterRef("number"))
    stands = Q(latest=OuterRef("number")) | Q(released=OuterRef("number"))
    newest = Article.objects.filter(stands, pk=OuterRef("article"))
    return Revision.objects.filter(
        ~Exists(named),
        ~Exists(scheduled),
        ~Exists(begun),
        ~Exists(shown),
        ~Exists(newest),
        kind=Revision.Kind.SAVE,
        released_at=None,
        saved_at__lt=at - ALL,
        number__gt=1,
    )
