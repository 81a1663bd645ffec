"""Renditions: a photo in the widths, crops and formats that pages ask for.

A rendition is a file named by its content: whoever has the photo's row knows the names, so a page looks nothing up, and
an address can be kept for ever because another crop, or another credit in the file, has another name. Only names that
`widths` allows are ever made.
"""

import hashlib
import io
import json
import logging
import re

from django.urls import reverse
from PIL import Image

from . import store, xmp_out
from .examine import one_at_a_time
from .models import FOLDER_LENGTH
from .upright import upright

RECIPE = 2  # one more whenever the same name would be another picture
RATIOS = {"full": None, "3x2": (3, 2), "16x9": (16, 9), "4x3": (4, 3), "1x1": (1, 1), "social": (40, 21)}
WIDTHS = (320, 480, 640, 960, 1280, 1920)
MOST = {"4x3": 1280, "1x1": 1280}  # a portrait, or a picture of a contact sheet, never fills the window
SOCIAL_WIDTHS = (600, 1200)  # what link previews show, in JPEG alone: 1200 × 630
# JPEG is for the few browsers that know nothing newer, feeds, link previews and structured data. One larger is for
# those who take our stories (ninjs); of one ratio there are small ones, for whoever shows a card of ours (oEmbed).
JPEG_WIDTH = 1280
ALL_JPEGS = ("16x9",)
ENCODERS = {
    "avif": ("AVIF", {"quality": 48, "speed": 9}),
    "webp": ("WEBP", {"quality": 76, "method": 2}),
    "jpg": ("JPEG", {"quality": 78, "progressive": True, "optimize": True}),
}
TYPES = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}
NAME = re.compile(rf"({'|'.join(RATIOS)})-([1-9][0-9]{{0,4}})-[0-9a-f]{{8}}\.({'|'.join(TYPES)})", re.ASCII)
GOES_IN = ("sha256", "focal_x", "focal_y", *xmp_out.PROPERTIES)  # all that a rendition is made from

log = logging.getLogger(__name__)


class NoSuchRendition(Exception):
    """The name is none that this photo may have, or the original can no longer be read: then its text says so."""


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


def shape(photo, ratio):
    """Return the ratio by which a crop is named: one that cuts nothing away is the full picture."""
    return "full" if crop(photo, ratio) == (0, 0, photo.width, photo.height) else ratio


def widths(photo, ratio, ext="jpg"):
    """Return the widths there are, smallest first; never above the original."""
    left, _, right, _ = crop(photo, ratio)
    most = min(right - left, MOST.get(ratio, WIDTHS[-1]))
    if ratio == "social":
        there = [width for width in SOCIAL_WIDTHS if width <= most] or [most]
        return there[-1:] if ext == "jpg" else []
    there = [width for width in WIDTHS if width <= most] or [most]
    if ext != "jpg" or ratio in ALL_JPEGS:
        return there
    usual = max((width for width in there if width <= JPEG_WIDTH), default=most)
    return [width for width in there if width in (usual, there[-1])]


def size(photo, ratio, width):
    across, down = RATIOS[ratio] or (photo.width, photo.height)
    return width, max(1, round(width * down / across))


def folder(photo):
    return photo.sha256[:FOLDER_LENGTH]


def recipe(photo):
    """Return the key of all that goes into a photo's renditions: it changes when one of them would be another file.

    A page names some forty of them, so the key is kept beside what it was made from.
    """
    facts = [getattr(photo, name) for name in GOES_IN]
    known, key = vars(photo).get("_recipe", (None, ""))
    if facts != known:
        sha256, across, down, *words = facts
        said = json.dumps([RECIPE, sha256, f"{across:.4f},{down:.4f}", *words])
        key = hashlib.blake2s(said.encode(), digest_size=4).hexdigest()
        photo._recipe = facts, key
    return key


def name(photo, ratio, width, ext):
    return f"{shape(photo, ratio)}-{width}-{recipe(photo)}.{ext}"


def named(photo, ratio, ext):
    """Return the names of the renditions there are in one ratio and format, each by its width, smallest first."""
    stem, key = shape(photo, ratio), recipe(photo)
    return {width: f"{stem}-{width}-{key}.{ext}" for width in widths(photo, ratio, ext)}


def all_names(photo):
    """Return what each rendition is that there is: ratio, width and format, by its name."""
    return {
        name: (ratio, width, ext)
        for ratio in RATIOS
        for ext in TYPES
        for width, name in named(photo, ratio, ext).items()
    }


def address_parts(photo, ratio, width, ext):
    """Return what the route `photo` takes: folder and name."""
    return folder(photo), name(photo, ratio, width, ext)


def widest(photo, ratio, most, ext="jpg"):
    """Return the greatest width there is that is not above `most`, or else the smallest."""
    there = widths(photo, ratio, ext)
    return max((width for width in there if width <= most), default=there[0])


def address(photo, ratio="16x9", width=1280, ext="jpg"):
    """Return the path of the widest rendition that is not above `width`."""
    return reverse("photo", args=address_parts(photo, ratio, widest(photo, ratio, width, ext), ext))


# --- Making them ---------------------------------------------------------------------------------------------------


def current_name(photo, wanted):
    """Return the name by which the rendition is known that was asked for as `wanted`; NoSuchRendition if there is none.

    It is another one where the file was made before the photo's words or focal point changed, and is still there.
    """
    if wanted in all_names(photo):
        return wanted
    match = NAME.fullmatch(wanted)
    if not match or not store.is_there(path_of(photo, wanted)):
        raise NoSuchRendition(wanted)
    ratio, width, ext = match[1], int(match[2]), match[3]
    ext = ext if widths(photo, ratio, ext) else "jpg"
    return name(photo, ratio, widest(photo, ratio, width, ext), ext)


def find_or_make(photo, wanted):
    """Return the rendition named `wanted` as an open file, made now if it is not there; NoSuchRendition otherwise."""
    which = all_names(photo).get(wanted)
    if which is None:
        raise NoSuchRendition(wanted)
    path = path_of(photo, wanted)
    try:
        return store.fetched(path)
    except FileNotFoundError:
        pass
    # Many readers at once ask for what is not there yet: the first makes it, and one picture at a time is in memory.
    with one_at_a_time:
        if not store.is_there(path):
            make_files(photo, {wanted: which})
    return store.fetched(path)


def path_of(photo, name):
    return f"renditions/{folder(photo)}/{name}"


def make_files(photo, wanted):
    """Make those `wanted`, each what it is by its name, reading the original once."""
    shapes = {}  # by ratio and width, the formats and names that are wanted
    for name, (ratio, width, ext) in wanted.items():
        shapes.setdefault(ratio, {}).setdefault(width, []).append((ext, name))
    largest = max(scale(photo, ratio, width) for ratio, widths in shapes.items() for width in widths)
    picture, words = original(photo, largest), xmp_out.packet(photo)
    for ratio, widths in shapes.items():
        cuts = {}
        for width, files in sorted(widths.items(), reverse=True):
            # Half as large as one that was cut already, it is made from that, which takes less and looks the same.
            twice = cuts.get(width * 2)
            box = None if twice else crop_of(photo, ratio, picture)
            cut = (twice or picture).resize(
                size(photo, ratio, width), Image.Resampling.LANCZOS, box=box, reducing_gap=3
            )
            # Pillow would carry over comments and colour profiles: nothing of the original but its pixels goes out.
            cut.info = {}
            cuts[width] = cut
            for ext, name in files:
                store.keep(path_of(photo, name), encoded(cut, ext, words))


def crop_of(photo, ratio, picture):
    """Return where the crop is in a picture that is smaller than the original."""
    smaller = picture.width / photo.width, picture.height / photo.height
    return [edge * smaller[number % 2] for number, edge in enumerate(crop(photo, ratio))]


def encoded(picture, ext, words):
    kind, settings = ENCODERS[ext]
    written = io.BytesIO()
    picture.save(written, kind, xmp=words, **settings)
    return written.getvalue()


def original(photo, at_scale):
    """Return the original as it is to be seen, `at_scale` of its size or somewhat larger."""
    try:
        with store.fetched(photo.file.name) as file:
            return upright(file, at_scale)
    except store.StoreAway:
        raise
    except Exception as error:  # a file that is damaged fails in whatever reader it reaches
        log.error("Photo %s: its original %s cannot be read: %s", photo.pk, photo.file.name, error)
        raise NoSuchRendition("Its file is lost or damaged. Please upload the photo again.") from error


def scale(photo, ratio, width):
    left, _, right, _ = crop(photo, ratio)
    return width / (right - left)


# --- What the desk is told ------------------------------------------------------------------------------------------


def state(photo):
    """Tell whether the renditions are there: “ready”, “being made”, or “failed: ” and why."""
    if photo.made == recipe(photo):
        return "ready"
    return f"failed: {photo.not_made}" if photo.not_made else "being made"
