"""The kinds of file that become photos, and what the others are called to those who send them."""

import logging
import re
import warnings

from pillow_heif import register_heif_opener

# HEIC, as telephones send it: the photo alone, without the small and the deep one beside it.
register_heif_opener(thumbnails=False, depth_images=False, aux_images=False, decode_threads=1)

# What is broken in a file is told to whoever sends it, not to the log.
logging.getLogger("PIL").setLevel(logging.CRITICAL)
warnings.filterwarnings("ignore", module=r"PIL\.")

KINDS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF", "TIFF", "HEIF")
KINDS_IN_WORDS = "JPEG, PNG, WebP, AVIF, GIF, TIFF and HEIC"
ACCEPTED = "image/jpeg,image/png,image/webp,image/avif,image/gif,image/tiff,image/heic,image/heif,.heic,.heif,.tif"
# MPO is a JPEG with more pictures behind it; the first is the photo.
OUR_NAMES = {"MPO": "JPEG", "HEIF": "HEIC"}
# How the pixels may be kept: other ways are those of measuring instruments.
MODES = {"1", "L", "LA", "La", "P", "PA", "RGB", "RGBA", "RGBa", "RGBX", "CMYK", "YCbCr", "LAB", "I", "F"}
MODES |= {"I;16", "I;16B", "I;16L", "I;16N"}

# How much memory each pixel takes while it is decoded, in bytes, as measured: most libraries make copies.
BYTES_A_PIXEL = {"JPEG": 4, "PNG": 4, "GIF": 4, "TIFF": 11, "HEIC": 7.5, "AVIF": 10, "WEBP": 16.3}
MOST_MEMORY = 200_000_000

AS_JPEG = "please export it as a JPEG and upload that"
# How files begin that people take for photos, and what to call them.
OTHER_PICTURES = (
    (rb"8BPS", "a Photoshop document"),
    (rb"BM", "a Windows bitmap"),
    (rb"\0\0\x01\0", "an icon"),
    (rb"\0\0\0\x0cjP|\xff\x4f\xff\x51", "a JPEG 2000 file"),
    (rb"\0\0\0\x0cJXL|\xff\x0a", "a JPEG XL file"),
    (rb"FUJIFILMCCD-RAW|II\x1a\0|IIR[OS]|MMOR|IIU\0|\0MR[MI]|FOVb|....ftypcrx ", "a camera’s raw file"),
)
# What is no photo at all, and what to do with it. Where a text says what it is, it does so somewhere at its beginning.
NO_PICTURES = (
    (rb"\x1aE\xdf\xa3|RIFF....AVI |\0\0\x01[\xb3\xba]|FLV|....ftyp", "a film", "please upload a still from it"),
    (rb"%PDF-|%!PS|\xc5\xd0\xd3\xc6", "a document (PDF or PostScript)", "please export its picture as a JPEG"),
    (rb"PK\x03\x04|PK\x05\x06|Rar!|7z\xbc\xaf|\x1f\x8b", "an archive", "please unpack it and upload the photos in it"),
    (rb".{,900}<(?i:svg)[\s>]", "a drawing (SVG)", "please export it as a PNG and upload that"),
    (rb".{,900}<(?i:!doctype html|html|head|body|script)[\s>]", "a web page", "please save the picture itself"),
)
OURS = re.compile(
    rb"\xff\xd8\xff|\x89PNG\r\n|GIF8|RIFF....WEBP|II[*+]\0|MM\0[*+]"
    rb"|....ftyp.{0,40}?(?:avi[fs]|he[iv][cmsx]|mi[af]|msf)",
    re.DOTALL,
)

RAW_TAGS = (50706, 46275)  # DNG’s version; Sony’s raw file
REDUCED, COLOURS, RAW_COLOURS = 254, 262, (32803, 34892)


def is_ours(beginning):
    """Tell whether a file begins as one of the kinds that we take."""
    return bool(OURS.match(beginning))


def other_picture(beginning):
    """Return what a picture is that is none of our kinds; blank when it is none that we know."""
    return next((name for pattern, name in OTHER_PICTURES if re.match(pattern, beginning, re.DOTALL)), "")


def no_picture(beginning):
    """Return what a file is that is no picture, and what to do with it."""
    found = (rest for pattern, *rest in NO_PICTURES if re.match(pattern, beginning, re.DOTALL))
    return next(found, ("", ""))


def is_raw(picture):
    """Tell whether a TIFF is a camera's raw file, of which only a small picture could be shown."""
    picture.fp.seek(8)
    tags = picture.tag_v2
    return (
        picture.fp.read(2) == b"CR"
        or any(tag in tags for tag in RAW_TAGS)
        or bool(tags.get(REDUCED, 0) & 1)
        or tags.get(COLOURS) in RAW_COLOURS
    )


def most_pixels(kind, ceiling):
    """Return how many pixels a picture of this kind may have, so that decoding it takes no more than its share."""
    return min(ceiling, int(MOST_MEMORY / BYTES_A_PIXEL[kind]))
