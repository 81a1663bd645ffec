"""An original as it is to be seen: the right way up, in sRGB, on white."""

import io
import math

from PIL import Image, ImageCms

from .examine import TURNS, opened, orientation


def upright(file, at_scale):
    """Return the picture in `file` as plain sRGB, the right way up, `at_scale` of its size or somewhat larger."""
    with opened(file) as picture:
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
