"""Who has a story open at the desk, window by window. It binds nobody: two may write, and both texts stand."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from .models import EditSession

HERE = timedelta(seconds=60)  # who is not heard of for so long has left
OFTEN = timedelta(seconds=4)  # what is asked more often than that writes nothing


@transaction.atomic
def be_here(*, article, user, client, base=0, has_typed=False, at=None):
    """Note that somebody has the story open in this window, written from version `base`."""
    at = at or timezone.now()
    here = EditSession.objects.filter(article=article, user=user, client=client)
    known = here.values_list("seen_at", "base", "has_typed").first()
    if known is None:
        gone(at).filter(article=article).delete()
        facts = {"base": base, "has_typed": has_typed, "seen_at": at}
        one = EditSession(article=article, user=user, client=client, **facts)
        EditSession.objects.bulk_create([one], ignore_conflicts=True)
    elif at - known[0] > OFTEN or known[1:] != (base, has_typed):
        here.update(base=base, has_typed=has_typed, seen_at=at)


def leave(*, article, user, client):
    """Note that a window was closed."""
    EditSession.objects.filter(article=article, user=user, client=client).delete()


def others(*, article, client, at=None):
    """Return who else has the story open: the same person in another window counts as another."""
    at = at or timezone.now()
    here = EditSession.objects.filter(article=article, seen_at__gt=at - HERE).exclude(client=client)
    return list(here.select_related("user").order_by("pk"))


def gone(at):
    """Return the rows of those who have left."""
    return EditSession.objects.filter(seen_at__lte=at - HERE)
