"""What a file is, before it may become a photo: a kind we take, not too large, and whole."""

import contextlib
import ctypes
import hashlib
import threading
from dataclasses import dataclass

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from PIL import ExifTags, Image

from . import kinds, traps
from .kinds import AS_JPEG, KINDS, KINDS_IN_WORDS

# No rendition is higher than its original, and WebP ends at 16,383 pixels.
LONGEST_SIDE = 16_000
SHORTEST_SIDE = 8
LEAD_WIDTH = 1200  # what a lead photo wants, for link previews too

# A library may read far into a picture when it is opened. Pillow stops before that at twice this number.
Image.MAX_IMAGE_PIXELS = settings.PHOTO_MAX_PIXELS

# Pictures are large in memory: each process has one open at a time, and gives its memory back at once. (glibc would
# keep blocks as large as one that was freed before; -3 is its name for where that begins.)
one_at_a_time = threading.Lock()
with contextlib.suppress(AttributeError, OSError):  # another library has no such thing
    ctypes.CDLL(None).mallopt(-3, 1 << 20)

TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
LYING = (5, 6, 7, 8)


class Refused(Exception):
    """The file cannot become a photo. Its text is a sentence for the editor."""


class NotAPhoto(Refused):
    pass


class KindNotTaken(Refused):
    pass


class TooManyBytes(Refused):
    pass


class TooManyPixels(Refused):
    pass


class TooSmall(Refused):
    pass


class Unreadable(Refused):
    pass


@dataclass(frozen=True)
class Examined:
    format: str
    width: int  # the right way up
    height: int


def examine(file):
    """Return what `file` is, or raise a Refused. Nothing is decoded before its size is known to be fair."""
    check_bytes(file)
    try:
        with opened(file) as picture:
            kind = kinds.OUR_NAMES.get(picture.format, picture.format)
            width, height = picture.size
            check_size(kind, width, height)
            check_traps(file, picture)
            check_decodes(picture)
            if orientation(picture) in LYING:
                width, height = height, width
    finally:
        file.seek(0)
    return Examined(kind, width, height)


def small(photo):
    """Say in a sentence that a photo is small; blank when it is not."""
    size = f"This photo has only {photo.width} by {photo.height} pixels"
    if photo.width < 200 or photo.height < 100:
        return f"{size}: readers will see hardly anything. Please ask the sender for a larger copy."
    if photo.width < LEAD_WIDTH:
        return f"{size}: a lead photo wants {LEAD_WIDTH:,} across."
    return ""


def opened(file):
    """Open `file` as one of the kinds we take; a Refused when it is none. Only its header is read."""
    file.seek(0)
    try:
        return Image.open(file, formats=KINDS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise TooManyPixels(too_many_pixels("This picture is far too large", settings.PHOTO_MAX_PIXELS)) from None
    except Exception:  # Pillow's readers fail in many ways on what is not theirs
        raise refusal_for(file) from None


def check_bytes(file):
    file.seek(0, 2)
    size = file.tell()
    file.seek(0)
    if size == 0:
        raise NotAPhoto("This file is empty. Please choose another.")
    if size > settings.PHOTO_MAX_BYTES:
        raise TooManyBytes(
            f"This file has {filesizeformat(size)}; the most we take is {filesizeformat(settings.PHOTO_MAX_BYTES)}. "
            "Please export it as a JPEG of lower quality or fewer pixels."
        )


def check_size(kind, width, height):
    if width * height > (most := kinds.most_pixels(kind, settings.PHOTO_MAX_PIXELS)):
        raise TooManyPixels(too_many_pixels(f"This {kind} picture is {width} by {height} pixels", most))
    if max(width, height) > LONGEST_SIDE:
        raise TooManyPixels(
            f"This picture is {width} by {height} pixels; neither side may be over {LONGEST_SIDE:,}. "
            "Please crop it or make it smaller."
        )
    if min(width, height) < SHORTEST_SIDE:
        raise TooSmall(
            f"This picture is only {width} by {height} pixels: nobody would see anything on it. "
            "Please find a larger copy."
        )


def too_many_pixels(beginning, most):
    most = f"{most / 1e6:.3g} megapixels"
    return f"{beginning}; the most we take is {most}. Please make it smaller, or export it as a JPEG."


def check_traps(file, picture):
    """Refuse what only looks like a photo, or would take time or memory without end."""
    at = file.tell()
    try:
        if picture.format in ("JPEG", "MPO") and traps.is_endless(picture):
            raise TooManyPixels(
                "This JPEG is built up in passes that take too much memory. "
                "Please export it anew, and not as “progressive”."
            )
        if traps.is_two_things(file):
            raise NotAPhoto(
                "This file is a picture and something else at once, as a web page, a script or an archive. "
                f"If it is your own, {AS_JPEG}."
            )
        if picture.format == "TIFF" and kinds.is_raw(picture):
            raise KindNotTaken(f"This is a camera’s raw file: {AS_JPEG}.")
        if picture.mode not in kinds.MODES:
            raise KindNotTaken(f"This picture keeps its colours in a way that no browser shows: {AS_JPEG}.")
        if traps.frames(picture) > traps.MOST_FRAMES:
            raise KindNotTaken(
                f"This is an animation of more than {traps.MOST_FRAMES:,} pictures. Please upload one of them."
            )
    except Refused:
        raise
    except Exception:  # cut off, or pointing nowhere
        raise damaged() from None
    finally:
        file.seek(at)


def check_decodes(picture):
    """Read the picture to its end. A JPEG is read at an eighth of its size, which still reads every byte."""
    try:
        with one_at_a_time:
            picture.draft(picture.mode, (1, 1))
            picture.load()
    except Exception:  # a damaged file fails in whatever reader it reaches
        raise damaged() from None


def damaged():
    return Unreadable("This file is damaged or incomplete. Please export it again, or ask the sender for it once more.")


def refusal_for(file):
    """Return the Refused that helps most for a file that Pillow could not open."""
    file.seek(0)
    beginning = file.read(1024)
    if kinds.is_ours(beginning):
        return damaged()
    if name := kinds.other_picture(beginning):
        return KindNotTaken(f"This is {name}. We take {KINDS_IN_WORDS}: {AS_JPEG}.")
    name, advice = kinds.no_picture(beginning)
    if name:
        return NotAPhoto(f"This is {name} and not a photo: {advice}.")
    return NotAPhoto(f"This file is not a photo. We take {KINDS_IN_WORDS}.")


def orientation(picture):
    """Return the EXIF orientation, 1 to 8."""
    try:
        found = picture.getexif().get(ExifTags.Base.Orientation)
    except Exception:  # malformed EXIF: shown as it is stored, as browsers do
        return 1
    return found if found in TURNS else 1


def fingerprint(file):
    """Return the SHA-256 by which the same file is known."""
    sha256 = hashlib.sha256()
    file.seek(0)
    while piece := file.read(1 << 20):
        sha256.update(piece)
    file.seek(0)
    return sha256.hexdigest()
