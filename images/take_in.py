"""Take in one of many files: whatever is in it, it has a fate that can be told, and the others are not lost by it."""

import logging
from dataclasses import dataclass

from .examine import Refused, small
from .models import Photo
from .store import StoreAway
from .unpack import is_archive, members
from .upload import AlreadyHere, upload

log = logging.getLogger(__name__)
OUR_FAULT = "Something went wrong here, which is no fault of the file. Please try it again."


@dataclass
class Fate:
    """What became of a file: "filed", "known" (in the library already), "refused", or "failed" by a fault of ours."""

    kind: str
    name: str
    photo: Photo | None = None
    why: str = ""

    @property
    def remark(self):
        """What is to be known of a photo that was filed."""
        return small(self.photo) if self.kind == "filed" else ""


def take_in(*, file, by=None, words=()):
    """Upload `file` and return its Fate. `words` are given to the photo where its file says nothing."""
    name = getattr(file, "name", "") or "A file without a name"
    try:
        return Fate("filed", name, upload(file=file, uploaded_by=by, else_words=words))
    except AlreadyHere as there:
        return Fate("known", name, there.photo)
    except StoreAway as away:
        return Fate("failed", name, why=str(away))
    except Refused as refused:
        return Fate("refused", name, why=str(refused))
    except Exception:
        log.exception("The file %r could not be taken in", name)
        return Fate("failed", name, why=OUR_FAULT)


def take_in_all(*, file, by=None, words=()):
    """Yield what became of a file as it was sent: a ZIP's photos each have a fate of their own."""
    if not is_archive(file):
        yield take_in(file=file, by=by, words=words)
        return
    try:
        for member in members(file):
            if member.refused:
                yield Fate("refused", member.name, why=str(member.refused))
            elif member.file:
                yield take_in(file=member.file, by=by, words=words)
    except Refused as refused:
        yield Fate("refused", file.name, why=str(refused))
