"""Take photos out of a ZIP: one after the other, in memory, with a bound on everything, and never by their names."""

import io
import re
import zipfile
from dataclasses import dataclass

from django.conf import settings
from django.core.files.base import ContentFile
from django.template.defaultfilters import filesizeformat

from .examine import KindNotTaken, NotAPhoto, Refused, TooManyBytes, Unreadable

MOST_MEMBERS = 2_000
MOST_LISTED = 4_000_000  # bytes of the list of what is in it
# Photos hardly shrink in an archive: one that grows much more is made to fill memory and time.
GROWTH = 20
FREE_GROWTH = 100_000_000

BEGINNINGS = (b"PK\3\4", b"PK\5\6")
TOO_MANY = f"This archive holds more than {MOST_MEMBERS:,} files. Please make several of it."
OUTSIDE = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|[\x00-\x1f]")


@dataclass(frozen=True)
class Member:
    """One file of an archive: open, or with the reason why it is not taken; with neither one that is nobody's photo."""

    name: str
    file: ContentFile | None = None
    refused: Refused | None = None


def is_archive(file):
    """Tell whether an open file is a ZIP; it is left at its beginning."""
    file.seek(0)
    beginning = file.read(4)
    file.seek(0)
    return beginning in BEGINNINGS


def is_hidden(name):
    """Tell whether a path is one that systems keep for themselves, as .DS_Store and __MACOSX/."""
    parts = re.split(r"[/\\]", name)
    return any(part == "__MACOSX" or (part.startswith(".") and part.strip(".")) for part in parts)


def members(file):
    """Yield a Member for each file in an open ZIP, in its order; a Refused if it is no sound one."""
    room = FREE_GROWTH + GROWTH * size(file)
    with opened(file) as archive:
        for info in archive.infolist():
            if info.is_dir():
                continue
            if is_hidden(info.filename):
                yield Member(info.filename)
                continue
            try:
                check(info, room)
                room -= info.file_size
                yield Member(info.filename, ContentFile(unpacked(archive, info), name=info.filename))
            except Refused as refused:
                yield Member(info.filename, refused=refused)


def opened(file):
    if listed(file) > MOST_LISTED:
        raise TooManyBytes(TOO_MANY)
    try:
        archive = zipfile.ZipFile(file)
    except Exception:  # it fails in many ways on what is damaged
        raise Unreadable("This archive is damaged or incomplete. Please make it again.") from None
    if len(archive.infolist()) > MOST_MEMBERS:
        raise TooManyBytes(TOO_MANY)
    return archive


def listed(file):
    """Return how many bytes the list of what is in a ZIP has, as its end says; all of it is held in memory."""
    file.seek(max(0, size(file) - 66_000))
    tail = file.read()
    if (end := tail.rfind(b"PK\5\6")) < 0:
        return 0
    if tail[end - 20 : end - 16] == b"PK\6\7":  # another end stands before it, with larger numbers
        return int.from_bytes(tail[end - 36 : end - 28], "little")
    return int.from_bytes(tail[end + 12 : end + 16], "little")


def check(info, room):
    if OUTSIDE.search(info.orig_filename):
        raise NotAPhoto("Its name leads out of the archive. Please rename it and make the archive again.")
    if info.flag_bits & 1:
        raise NotAPhoto("It is locked with a password. Please make the archive again without one.")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise KindNotTaken("It is packed in a way that we do not know. Please make the archive again as a plain ZIP.")
    if info.file_size > settings.PHOTO_MAX_BYTES:
        most = filesizeformat(settings.PHOTO_MAX_BYTES)
        raise TooManyBytes(f"It has {filesizeformat(info.file_size)}; the most we take is {most}.")
    if info.file_size > room:
        raise TooManyBytes(
            "The archive unpacks to far more than photos do, so this was left out: please upload it alone."
        )


def unpacked(archive, info):
    """Return a member's bytes: never more than the list says, so never more than a photo may have."""
    try:
        with archive.open(info) as member:
            data = member.read(info.file_size)
    except Exception:  # it fails in many ways on what is damaged
        raise Unreadable("It is damaged in the archive. Please make the archive again.") from None
    if data.startswith(BEGINNINGS):
        raise KindNotTaken("It is an archive inside the archive. Please unpack it first.")
    return data


def size(file):
    file.seek(0, io.SEEK_END)
    return file.tell()
