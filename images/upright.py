"""An original as it is to be seen: the right way up, in sRGB, on white. Of an animation it is the still picture."""

import io
import math

from PIL import ExifTags, Image, ImageChops, ImageCms

from .examine import TURNS, opened, orientation
from .profile import ADOBE_RGB

SRGB = ImageCms.createProfile("sRGB")
LAB = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))


def upright(file, at_scale):
    """Return the picture in `file`, `at_scale` of its size or somewhat larger."""
    with opened(file) as picture:
        needed = [math.ceil(side * at_scale) for side in picture.size]
        # The JPEG reader itself halves the size, up to three times, at almost no cost.
        picture.draft(picture.mode, needed)
        picture.load()
        turn, profile = TURNS.get(orientation(picture)), profile_of(picture)
        if picture.mode == "CMYK" and picture.format in ("JPEG", "MPO") and "adobe" not in picture.info:
            picture = ImageChops.invert(picture)  # Pillow takes every one for Adobe's, which writes inks the wrong way
        picture = on_white(in_eight_bits(picture))
        if (times := int(picture.width / (needed[0] * 1.5))) > 1:
            picture = picture.reduce(times)
        picture = in_srgb(picture, profile)
        return picture if turn is None else picture.transpose(turn)


def in_eight_bits(picture):
    """Return the picture in a mode that can be scaled: L, LA, RGB, RGBA, CMYK or LAB."""
    mode = picture.mode
    if mode.startswith("I") or mode == "F":
        return in_range(picture if mode in ("I", "F") else picture.convert("I"))
    if mode == "La":
        return picture.convert("LA")
    if mode in ("L", "LA", "RGB", "RGBA", "CMYK", "LAB") and "transparency" not in picture.info:
        return picture
    if mode == "1":
        return picture.convert("L")
    return picture.convert("RGBA" if picture.has_transparency_data else "RGB")


def in_range(picture):
    """Return a picture of large or broken numbers, 16 bits as a rule, as one of 8."""
    _, highest = picture.getextrema()
    brightest = 65_535 if picture.mode == "I" else 1
    if highest > brightest:
        brightest = highest
    return picture.point(lambda value: value * (255 / brightest)).convert("L")


def on_white(picture):
    if picture.mode not in ("LA", "RGBA"):
        return picture
    paper = Image.new(picture.mode[:-1], picture.size, "white")
    paper.paste(picture.convert(paper.mode), mask=picture.getchannel("A"))
    return paper


def profile_of(picture):
    """Return the profile of a picture's colours, or None."""
    if picture.mode == "LAB":
        return LAB
    if profile := picture.info.get("icc_profile"):
        try:
            return ImageCms.ImageCmsProfile(io.BytesIO(profile))
        except OSError:
            return None
    return ADOBE_RGB if picture.mode == "RGB" and is_adobe_rgb(picture) else None


def is_adobe_rgb(picture):
    """Tell whether a camera says so: cameras write no profile but this one word."""
    try:
        return picture.getexif().get_ifd(ExifTags.IFD.Interop).get(1) == "R03"
    except Exception:  # malformed EXIF
        return False


def in_srgb(picture, profile):
    """Return the picture in sRGB; with a profile that is broken or of other colours, as if it had none."""
    if profile:
        if picture.mode == "L" and profile.profile.xcolor_space.strip() == "RGB":
            picture = picture.convert("RGB")
        try:
            return ImageCms.profileToProfile(picture, profile, SRGB, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            pass
    return picture.convert("RGB")
