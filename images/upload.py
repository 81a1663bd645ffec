"""Upload a photo: examine the file, read what it says, keep it, and have its renditions made."""

import contextlib
from pathlib import PurePath

from django.db import IntegrityError, transaction
from django.utils.text import Truncator

from . import rights
from .credit import fill_chain
from .examine import Refused, check_bytes, examine, fingerprint
from .find import index
from .models import Photo, PhotoEvent
from .read import ADDRESSES, LISTS, WORDS, read, tidy
from .store import StoreAway, reached, remove
from .tasks import make_renditions


class AlreadyHere(Refused):
    """The same file, byte for byte, is in the library or in its bin: `photo`."""

    def __init__(self, photo):
        words = f"This photo is in the library already: “{photo}”."
        if photo.deleted_at:
            words = f"This photo was thrown away: “{photo}”. Bring it back from the bin instead of uploading it again."
        super().__init__(words)
        self.photo = photo


def upload(*, file, uploaded_by=None, else_words=(), **fields):
    """Return the new Photo of `file`; raise a Refused if it cannot be one.

    `fields` are the Photo's own; those that are blank or missing are filled from what the file says, and where it says
    nothing from `else_words`. Text too long for its field is cut, and stays whole in `as_filed`.
    """
    sha256 = refuse_known(file)
    seen = examine(file)
    photo = Photo(
        format=seen.format, width=seen.width, height=seen.height, sha256=sha256, uploaded_by=uploaded_by, **fields
    )
    fill(photo, read(file), file_name=getattr(file, "name", ""))
    for name, value in dict(else_words).items():
        setattr(photo, name, getattr(photo, name) or value)
    rights.suggest(photo)
    fill_chain(photo)
    with reached():
        photo.file.save("", file, save=False)
    try:
        with transaction.atomic():
            photo.save(force_insert=True)
            PhotoEvent.objects.create(photo=photo, deed="upload", by=uploaded_by)
            index([photo])
            make_renditions.enqueue(photo.pk)
    except BaseException as error:
        with contextlib.suppress(StoreAway):  # what went wrong first is what is told
            remove([photo.file.name])
        rival = isinstance(error, IntegrityError) and Photo.objects.filter(sha256=sha256).first()
        if rival:
            raise AlreadyHere(rival) from None
        raise
    return photo


def refuse_known(file):
    """Return the file's fingerprint, or raise AlreadyHere: a moment, where to examine it takes far longer."""
    check_bytes(file)
    sha256 = fingerprint(file)
    if photo := Photo.objects.filter(sha256=sha256).first():
        if photo.not_made:
            put_back(photo, file)
        raise AlreadyHere(photo)
    return sha256


def put_back(photo, file):
    """Give a photo its original anew, which may have been lost or damaged where photos are kept."""
    before = photo.file.name
    with reached():
        photo.file.save("", file, save=False)
    with transaction.atomic():
        Photo.objects.filter(pk=photo.pk).update(file=photo.file.name)
        make_renditions.enqueue(photo.pk)
    with contextlib.suppress(StoreAway):
        remove([before])


def fill(photo, said, file_name):
    """Fill what is blank from what the file says, and keep the file's own words beside it."""
    photo.as_filed = said.as_filed
    if file_name := tidy(PurePath(str(file_name)).name):
        photo.as_filed["file_name"] = file_name[:255]
    for name in WORDS:
        text = tidy(getattr(photo, name) or "")
        if not text and not (name == "alt_text" and photo.decorative):
            text = getattr(said, name)
        kept = cut(name, text)
        if kept != text:
            photo.as_filed.setdefault("before_cutting", {})[name] = text
        setattr(photo, name, kept)
    photo.taken_at = photo.taken_at or said.taken_at


def cut(name, text):
    """Return as much of `text` as its field takes: of a list whole lines, of an address all or nothing."""
    limit = Photo._meta.get_field(name).max_length
    if len(text) <= limit:
        return text
    if name in ADDRESSES:
        return ""
    return text[: limit + 1].rpartition("\n")[0] if name in LISTS else Truncator(text).chars(limit)
