"""The address of a rendition: the only door through which a photo's bytes go out."""

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.module_loading import import_string
from django.views.decorators.http import require_safe

from articles.models import NOT_SHOWN, Author, Figure
from images import renditions
from images.models import Photo
from images.store import StoreAway
from pagecache.kept import FRESH
from pagecache.purge import headers as surrogate_keys

YEAR, DAY = 31_536_000, 86_400
AGAIN = 30  # seconds after which a store that does not answer may


@require_safe
def photo(request, folder, name):
    """A rendition: to everyone while the photo stands before the public, else to those who see the library."""
    now = timezone.now()
    photo = in_folder(folder, now).first()
    public = photo is not None and is_public(photo, now)
    # Asked where there is no photo too, so that nobody can tell this answer from that about one that is not public.
    if not public and not (request.user.has_perm("images.view_photo") and photo):
        raise Http404
    headers = headers_of(photo, name, public, now)
    # An open page or a cached feed has the name that it had before.
    return rendition(request, photo, name, headers, elsewhere=lambda current: redirect("photo", folder, current))


def rendition(request, photo, name, headers, elsewhere):
    """Return a photo's bytes, or that the browser has them, or by `elsewhere` the way to the name they now have."""
    try:
        if (current := renditions.current_name(photo, name)) != name:
            return elsewhere(current)
        known = get_conditional_response(request, etag=headers["ETag"], response=HttpResponse(headers=headers))
        if known.status_code != 200:
            return known
        kind = renditions.TYPES[name.rpartition(".")[2]]
        return FileResponse(renditions.find_or_make(photo, name), content_type=kind, headers=headers)
    except renditions.NoSuchRendition:
        raise Http404 from None
    except StoreAway as error:
        return HttpResponse(str(error), content_type="text/plain", status=503, headers={"Retry-After": AGAIN})


def in_folder(folder, at):
    """Return the photo whose renditions are at `folder`, with whether a live story or an author shows it."""
    figures = Figure.objects.live(at).shown(at).filter(photo=OuterRef("pk"))
    shown = Exists(figures) | Exists(Author.objects.filter(photo=OuterRef("pk")))
    unread = (name.removeprefix("photo__") for name in NOT_SHOWN)
    return Photo.objects.in_folder(folder).defer(*unread).annotate(shown=shown)


def is_public(photo, at):
    shown = photo.is_showable(at) and (photo.shown or any(import_string(path)(photo) for path in settings.SHOWS_PHOTO))
    return bool(shown)


def headers_of(photo, name, public, now):
    """Return what an answer says of itself.

    The name changes with the content, so a browser may keep what is public for a year; a cache that serves others only
    as long as it can be told that a photo was taken away (pagecache/purge.py). Nobody keeps a photo beyond the time
    after which it may not even be shown in the archive.
    """
    headers = {"ETag": f'"{name}"', "Content-Security-Policy": "default-src 'none'; sandbox"}
    headers |= surrogate_keys([f"photo:{renditions.folder(photo)}"])
    if not public:
        return headers | {"Cache-Control": "private, no-store"}
    own, shared, last_word = YEAR, DAY if settings.PURGE else FRESH, ""
    if photo.no_archive:
        left = int((photo.use_until - now).total_seconds())
        own, shared, last_word = min(own, left), min(shared, left), ", must-revalidate"
    return headers | {"Cache-Control": f"public, max-age={own}, immutable, s-maxage={shared}{last_word}"}
