"""Write down when a photo stands before the public in a story, in the transaction of each deed that changes it."""

from django.utils import timezone

from images.models import Photo

from .models import Article, PhotoUse


def hold_photos(article, more=()):
    """Lock the story, and then its photos (and those with the numbers `more`, which it is to have), until the deed is
    done; return them.

    So none goes into the bin meanwhile, and of two stories that take the same photo for its one use the second is told.
    """
    Article.objects.select_for_update().filter(pk=article.pk).values_list("pk").get()
    numbers = {*article.figures.values_list("photo", flat=True), *more}
    photos = Photo.objects.filter(pk__in=numbers).only("deleted_at", "version").order_by("pk")
    return list(photos.select_for_update(no_key=True, of=["self"]))


def spans(article):
    """Return {photo: (place, since, until)} of the photos that stand before the public with this story, or will.

    `since` is the story's own time, or the photo's if that is later; `until` is None where no end is known.
    """
    if not (begins := article.goes_out_at):
        return {}
    found = {}
    for figure in article.standing_figures():
        photo = figure.photo
        if photo.blocked_at or photo.deleted_at:
            continue
        since = max(begins, photo.use_from or begins)
        if photo.use_until is None or photo.use_until > begins:
            until = photo.use_until if photo.no_archive else None
            found[figure.photo_id] = figure.place, since, until
    return found


def log_use(article, at=None):
    """Bring the log in step with the story as it stands: what was true until now stays written. Return the numbers of
    the photos that it showed until now, and does not any more, or in another place."""
    at = at or timezone.now()
    now, ended = spans(article), []
    rows = PhotoUse.objects.filter(article=article).exclude(until__lte=at)
    for row in rows:
        place, since, until = now.get(row.photo_id, ("", None, None))
        if row.since > at:  # was never public: as if it had not been written
            row.delete()
        elif place != row.place or since > at:
            row.until = at
            row.save(update_fields=["until"])
            ended.append(row.photo_id)
        else:
            # An end that is set in the past takes the photo away now: until now it was there.
            until = max(until, at) if until else None
            if until != row.until:
                row.until = until
                row.save(update_fields=["until"])
            del now[row.photo_id]
    PhotoUse.objects.bulk_create(
        PhotoUse(article=article, photo_id=photo, place=place, since=max(since, at), until=until)
        for photo, (place, since, until) in now.items()
        if until is None or until > at
    )
    return ended
