"""Upload a photo: examine the file, read what it says, keep it, and have its renditions made."""

from pathlib import PurePath

from django.db import IntegrityError, transaction
from django.utils.text import Truncator

from .examine import Refused, examine
from .find import index
from .models import Photo
from .read import WORDS, read, tidy
from .tasks import make_renditions


class AlreadyHere(Refused):
    """The same file, byte for byte, is in the library: `photo`."""

    def __init__(self, photo):
        super().__init__(f"This photo is in the library already: “{photo}”.")
        self.photo = photo


def upload(*, file, uploaded_by=None, **fields):
    """Return the new Photo of `file`; raise a Refused if it cannot be one.

    `fields` are the Photo's own; those that are blank or missing are filled from what the file says. Text too long for
    its field is cut, and stays whole in `as_filed`.
    """
    seen = examine(file)
    if photo := Photo.objects.filter(sha256=seen.sha256).first():
        raise AlreadyHere(photo)
    photo = Photo(
        format=seen.format,
        width=seen.width,
        height=seen.height,
        sha256=seen.sha256,
        uploaded_by=uploaded_by,
        **fields,
    )
    fill(photo, read(file), file_name=getattr(file, "name", ""))
    photo.file.save("", file, save=False)
    try:
        with transaction.atomic():
            photo.save(force_insert=True)
            index([photo])
            make_renditions.enqueue(photo.pk)
    except BaseException as error:
        photo.file.storage.delete(photo.file.name)
        rival = isinstance(error, IntegrityError) and Photo.objects.filter(sha256=seen.sha256).first()
        if rival:
            raise AlreadyHere(rival) from None
        raise
    return photo


def fill(photo, said, file_name):
    """Fill what is blank from what the file says, and keep the file's own words beside it."""
    photo.as_filed = said.as_filed
    if file_name := tidy(PurePath(str(file_name)).name):
        photo.as_filed["file_name"] = file_name[:255]
    for name in WORDS:
        text = tidy(getattr(photo, name) or "")
        if not text and not (name == "alt_text" and photo.decorative):
            text = getattr(said, name)
        limit = Photo._meta.get_field(name).max_length
        if len(text) > limit:
            photo.as_filed.setdefault("before_cutting", {})[name] = text
        setattr(photo, name, Truncator(text).chars(limit))
    photo.taken_at = photo.taken_at or said.taken_at
