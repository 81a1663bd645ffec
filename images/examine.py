"""What a file is, before it may become a photo: a kind we take, not too large, and whole."""

import hashlib
import threading
from dataclasses import dataclass

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from PIL import ExifTags, Image

KINDS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")
KINDS_IN_WORDS = "JPEG, PNG, WebP, AVIF and GIF"
# No rendition is higher than its original, and WebP ends at 16,383 pixels.
LONGEST_SIDE = 16_000
SMALLEST = (200, 100)

# WebP takes memory for the whole picture when it is opened. Pillow stops before that at twice this number.
Image.MAX_IMAGE_PIXELS = settings.PHOTO_MAX_PIXELS

# How files begin that people take for photos, and what to call them.
OTHER_KINDS = {
    b"II*\0": "a TIFF or a camera's raw file",
    b"MM\0*": "a TIFF or a camera's raw file",
    b"8BPS": "a Photoshop document",
    b"BM": "a Windows bitmap",
    b"\0\0\0\x0cjP": "a JPEG 2000 file",
    b"\0\0\0\x0cJXL": "a JPEG XL file",
    b"\xff\x0a": "a JPEG XL file",
}
HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")

# Pictures are large in memory: each process has one open at a time.
one_at_a_time = threading.Lock()

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
    sha256: str


def examine(file):
    """Return what `file` is, or raise a Refused. Nothing is decoded before its size is known to be fair."""
    check_bytes(file)
    try:
        with opened(file) as picture:
            width, height = picture.size
            check_pixels(width, height)
            check_decodes(picture)
            # MPO is a JPEG with more pictures behind it; the first is the photo.
            kind = "JPEG" if picture.format == "MPO" else picture.format
            if orientation(picture) in LYING:
                width, height = height, width
    finally:
        file.seek(0)
    if width < SMALLEST[0] or height < SMALLEST[1]:
        raise TooSmall(
            f"This picture is only {width} by {height} pixels. It needs at least {SMALLEST[0]} by {SMALLEST[1]}: "
            "please find a larger copy."
        )
    return Examined(kind, width, height, fingerprint(file))


def opened(file):
    """Open `file` as one of the kinds we take; a Refused when it is none. Only its header is read."""
    file.seek(0)
    try:
        return Image.open(file, formats=KINDS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise TooManyPixels(too_many_pixels("This picture is far too large")) from None
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


def check_pixels(width, height):
    if width * height > settings.PHOTO_MAX_PIXELS:
        raise TooManyPixels(too_many_pixels(f"This picture is {width} by {height} pixels"))
    if max(width, height) > LONGEST_SIDE:
        raise TooManyPixels(
            f"This picture is {width} by {height} pixels; neither side may be over {LONGEST_SIDE:,}. "
            "Please crop it or make it smaller."
        )


def too_many_pixels(beginning):
    return f"{beginning}; the most we take is {settings.PHOTO_MAX_PIXELS / 1e6:g} megapixels. Please make it smaller."


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
    beginning = file.read(16)
    brand = beginning[8:12] if beginning[4:8] == b"ftyp" else b""
    if (
        beginning.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF8"))
        or brand in (b"avif", b"avis")
        or (beginning.startswith(b"RIFF") and beginning[8:12] == b"WEBP")
    ):
        return damaged()
    known = next((words for start, words in OTHER_KINDS.items() if beginning.startswith(start)), "")
    if brand:
        known = "an HEIC photo" if brand in HEIC_BRANDS else "a film or a camera's raw file"
    if known:
        return KindNotTaken(f"This is {known}. We take {KINDS_IN_WORDS}: please export it as a JPEG and upload that.")
    return NotAPhoto(f"This file is not a photo. We take {KINDS_IN_WORDS}.")


def orientation(picture):
    """Return the EXIF orientation, 1 to 8."""
    try:
        found = picture.getexif().get(ExifTags.Base.Orientation)
    except Exception:  # malformed EXIF: shown as it is stored, as browsers do
        return 1
    return found if found in TURNS else 1


def fingerprint(file):
    sha256 = hashlib.sha256()
    file.seek(0)
    while piece := file.read(1 << 20):
        sha256.update(piece)
    file.seek(0)
    return sha256.hexdigest()
