"""Renditions: a photo in the widths, crops and formats that pages ask for.

A rendition is a file named by its content: whoever has the photo's row knows the names, so a page looks nothing up, and
an address can be kept for ever because another crop has another name. Only names that `widths` allows are ever made.
"""

import hashlib
import io
import logging
import math
import os
import re
import secrets

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from django.urls import reverse
from PIL import Image, ImageCms

from .examine import TURNS, Refused, one_at_a_time, opened, orientation
from .models import FOLDER_LENGTH

RECIPE = 1  # one more whenever the same name would be another picture
WIDTHS = (320, 480, 640, 960, 1280, 1920)
RATIOS = {"full": None, "16x9": (16, 9), "4x3": (4, 3), "1x1": (1, 1), "social": (40, 21)}
SOCIAL_WIDTHS = (600, 1200)  # what link previews show: 1200 × 630
RATIOS_AHEAD = ("full", "16x9")
ENCODERS = {
    "avif": ("AVIF", {"quality": 48, "speed": 8}),
    "webp": ("WEBP", {"quality": 76, "method": 4}),
    "jpg": ("JPEG", {"quality": 78, "progressive": True, "optimize": True}),
}
TYPES = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}
NAME = re.compile(r"(full|16x9|4x3|1x1|social)-([1-9][0-9]{0,4})-[0-9a-f]{8}\.(avif|webp|jpg)", re.ASCII)

log = logging.getLogger(__name__)


class NoSuchRendition(Exception):
    """The name is none that this photo may have, or the original can no longer be read."""


# --- Names and sizes: no file is touched ---------------------------------------------------------------------------


def crop(photo, ratio):
    """Return (left, top, right, bottom) of the largest part in `ratio` with the focal point nearest to its middle."""
    if RATIOS[ratio] is None:
        return 0, 0, photo.width, photo.height
    across, down = RATIOS[ratio]
    width = min(photo.width, max(1, photo.height * across // down))
    height = min(photo.height, max(1, photo.width * down // across))
    left = min(max(0, round(photo.focal_x * photo.width - width / 2)), photo.width - width)
    top = min(max(0, round(photo.focal_y * photo.height - height / 2)), photo.height - height)
    return left, top, left + width, top + height


def widths(photo, ratio):
    """Return the widths there are, smallest first; never above the original."""
    left, _, right, _ = crop(photo, ratio)
    wanted = SOCIAL_WIDTHS if ratio == "social" else WIDTHS
    return [width for width in wanted if width <= right - left] or [right - left]


def size(photo, ratio, width):
    across, down = RATIOS[ratio] or (photo.width, photo.height)
    return width, max(1, round(width * down / across))


def folder(photo):
    return photo.sha256[:FOLDER_LENGTH]


def name(photo, ratio, width, ext):
    focus = f"{photo.focal_x:.4f},{photo.focal_y:.4f}" if RATIOS[ratio] else ""
    recipe = f"{RECIPE}|{photo.sha256}|{ratio}|{width}|{focus}"
    return f"{ratio}-{width}-{hashlib.blake2s(recipe.encode(), digest_size=4).hexdigest()}.{ext}"


def address_parts(photo, ratio, width, ext):
    """Return what the route `photo` takes: folder and name."""
    return folder(photo), name(photo, ratio, width, ext)


def widest(photo, ratio, most):
    """Return the greatest width there is that is not above `most`, or else the smallest."""
    there = widths(photo, ratio)
    return max((width for width in there if width <= most), default=there[0])


def address(photo, ratio="16x9", width=1280, ext="jpg"):
    """Return the path of the widest rendition that is not above `width`."""
    return reverse("photo", args=address_parts(photo, ratio, widest(photo, ratio, width), ext))


# --- Making them ---------------------------------------------------------------------------------------------------


def find_or_make(photo, wanted):
    """Return the rendition named `wanted` as an open file, made now if it is not there; NoSuchRendition otherwise."""
    match = NAME.fullmatch(wanted)
    if not match:
        raise NoSuchRendition(wanted)
    ratio, width, ext = match[1], int(match[2]), match[3]
    if width not in widths(photo, ratio) or wanted != name(photo, ratio, width, ext):
        raise NoSuchRendition(wanted)
    path = path_of(photo, ratio, width, ext)
    try:
        return default_storage.open(path)
    except FileNotFoundError:
        pass
    # Many readers at once ask for what is not there yet: the first makes it, and one picture at a time is in memory.
    with one_at_a_time:
        if not default_storage.exists(path):
            make(photo, [(ratio, width, ext)])
    return default_storage.open(path)


def make_all(photo):
    """Make what pages show and is not there yet; return how many were made."""
    wanted = [(ratio, width, ext) for ratio in RATIOS_AHEAD for width in widths(photo, ratio) for ext in ENCODERS]
    missing = [each for each in wanted if not default_storage.exists(path_of(photo, *each))]
    if missing:
        with one_at_a_time:
            make(photo, missing)
    return len(missing)


def path_of(photo, ratio, width, ext):
    return "renditions/{}/{}".format(*address_parts(photo, ratio, width, ext))


def make(photo, wanted):
    """Make the (ratio, width, ext) `wanted`, reading the original once."""
    try:
        picture = upright(photo, max(scale(photo, ratio, width) for ratio, width, _ in wanted))
    except (OSError, Refused) as error:
        log.error("Photo %s: its original %s cannot be read: %s", photo.pk, photo.file.name, error)
        raise NoSuchRendition(f"The original of photo {photo.pk} cannot be read.") from error
    smaller = picture.width / photo.width, picture.height / photo.height
    for ratio, width in dict.fromkeys((ratio, width) for ratio, width, _ in wanted):
        box = [edge * smaller[number % 2] for number, edge in enumerate(crop(photo, ratio))]
        cut = picture.resize(size(photo, ratio, width), Image.Resampling.LANCZOS, box=box, reducing_gap=3)
        # Pillow would carry over comments and colour profiles: nothing of the original but its pixels goes out.
        cut.info = {}
        for ext in (ext for *which, ext in wanted if which == [ratio, width]):
            written = io.BytesIO()
            kind, settings = ENCODERS[ext]
            cut.save(written, kind, **settings)
            keep(path_of(photo, ratio, width, ext), written.getvalue())


def scale(photo, ratio, width):
    left, _, right, _ = crop(photo, ratio)
    return width / (right - left)


def upright(photo, at_scale):
    """Return the original as plain sRGB, the right way up, `at_scale` of its size or somewhat larger."""
    with photo.file.storage.open(photo.file.name) as file, opened(file) as picture:
        needed = [math.ceil(side * at_scale) for side in picture.size]
        # The JPEG reader itself halves the size, up to three times, at almost no cost.
        picture.draft(picture.mode, needed)
        picture.load()
        turn = TURNS.get(orientation(picture))
        profile = picture.info.get("icc_profile")
        picture = in_eight_bits(picture)
        if (times := int(picture.width / (needed[0] * 1.5))) > 1:
            picture = picture.reduce(times)
        picture = in_srgb(on_white(picture), profile)
        return picture if turn is None else picture.transpose(turn)


def in_eight_bits(picture):
    """Return the picture in a mode that can be scaled: L, RGB, RGBA or CMYK."""
    if picture.mode.startswith("I"):
        return picture.point(lambda value: value * (1 / 256)).convert("L")
    if picture.has_transparency_data:
        return picture.convert("RGBA")
    return picture if picture.mode in ("L", "RGB", "CMYK") else picture.convert("RGB")


def on_white(picture):
    if picture.mode != "RGBA":
        return picture
    paper = Image.new("RGB", picture.size, "white")
    paper.paste(picture, mask=picture.getchannel("A"))
    return paper


def in_srgb(picture, profile):
    """Return the picture in sRGB; with a profile that is broken or another mode's, as if it had none."""
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            return ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            pass
    return picture.convert("RGB")


def keep(path, data):
    """Store `data` at exactly `path`, whole or not at all, whoever does the same at the same time."""
    if isinstance(default_storage, FileSystemStorage):
        part = default_storage.save(f"{path}.{secrets.token_hex(8)}.part", ContentFile(data))
        os.replace(default_storage.path(part), default_storage.path(path))
        return
    # Stores such as S3 show a file only when it is whole; where one is already they write beside it.
    saved = default_storage.save(path, ContentFile(data))
    if saved != path:
        default_storage.delete(saved)


def state(photo):
    """Return in words how far they are."""
    if photo.not_made:
        return f"failed: {photo.not_made}"
    return "ready" if photo.made else "being made"
