from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from . import renditions, store
from .make import make
from .models import Photo

MINUTES_BETWEEN = (1, 5, 30, 120)  # after each attempt at which the store did not answer
OPEN_PAGES = timedelta(days=1)  # for so long a page that somebody has open may ask for files by their earlier names


# Three hundred photos take the worker half an hour. Mails, and the caches that must forget a photo, go before them.
@task(priority=-10)
def make_renditions(photo_pk, failed_before=0):
    """Make the renditions that pages show, so that no reader waits for them."""
    if not (photo := Photo.objects.filter(pk=photo_pk).first()):
        return
    can_wait = make_renditions.get_backend().supports_defer
    try:
        superseded = make(photo=photo).superseded
    except renditions.NoSuchRendition:
        return  # the photo's row says why
    except store.StoreAway:
        if can_wait and failed_before < len(MINUTES_BETWEEN):
            later = timezone.now() + timedelta(minutes=MINUTES_BETWEEN[failed_before])
            make_renditions.using(run_after=later).enqueue(photo_pk, failed_before + 1)
        return
    if superseded and can_wait:
        remove_superseded.using(run_after=timezone.now() + OPEN_PAGES).enqueue(photo_pk, superseded)


@task()
def remove_superseded(photo_pk, paths):
    """Remove files that no page asks for any more, but for those that are asked for again."""
    photo = Photo.objects.filter(pk=photo_pk).first()
    wanted = {renditions.path_of(photo, name) for name in renditions.all_names(photo)} if photo else set()
    store.remove(path for path in paths if path not in wanted)
