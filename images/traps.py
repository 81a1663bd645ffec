"""What a file must not be, told before it is decoded: two things at once, a film, a picture in passes without end."""

import re

from PIL.TiffImagePlugin import ImageFileDirectory_v2
from PIL.TiffTags import ASCII, BYTE, UNDEFINED

MOST_NUMBERS = 65_536  # in one tag; a TIFF of four layers has as many strips, if each is one row of the highest
MOST_FRAMES = 1_000
MOST_PASSES = 60
MOST_COEFFICIENTS = 190_000_000  # bytes that a JPEG in passes needs for the whole of it
TAIL = 66_000  # in it stands the end of an archive, if there is one

ENDS = {b"\xff\xd8": b"\xff\xd9", b"\x89P": b"IEND\xaeB`\x82", b"GI": b"\0;"}
MARKUP = re.compile(rb"<(?:script|html|!doctype|svg|body|iframe|\?php)|%PDF-|#!/|PK\x03\x04", re.IGNORECASE)
MARKER = re.compile(rb"\xff+[^\x00\xff\xd0-\xd7]")
SCAN, END = 0xDA, 0xD9


def bounded(size, load):
    """Return one of Pillow's loaders so that it makes no objects without end of the numbers in a tag."""

    def loaded(tags, data, *rest):
        if len(data) > MOST_NUMBERS * size:
            raise ValueError("A tag with far too many numbers.")
        return load(tags, data, *rest)

    return size, loaded


# Tags of TIFF and EXIF are read in many places, some as soon as a file is opened. Texts and bytes stay as they are.
for kind, loader in ImageFileDirectory_v2._load_dispatch.items():
    if kind not in (ASCII, BYTE, UNDEFINED):
        ImageFileDirectory_v2._load_dispatch[kind] = bounded(*loader)


def is_two_things(file):
    """Tell whether a picture is a script, a document or an archive as well, which would run where it is opened."""
    file.seek(0)
    beginning = file.read(1024)
    file.seek(0, 2)
    file.seek(max(0, file.tell() - TAIL))
    tail = file.read()
    script = beginning[6:8] == b"/*" if beginning.startswith(b"GIF8") else beginning[4:6] == b"/*"
    return script or b"%PDF-" in beginning or ends_in_archive(tail) or bool(MARKUP.search(behind(beginning, tail)))


def ends_in_archive(tail):
    at = tail.rfind(b"PK\5\6")
    if at < 0 or at + 22 > len(tail):
        return False
    # The list of what is in it stands right before its end.
    listed = at - int.from_bytes(tail[at + 12 : at + 16], "little")
    return listed < 0 or tail[listed : listed + 4] in (b"PK\1\2", b"PK\5\6")


def behind(beginning, tail):
    """Return what stands behind a picture's own end, where that is in sight."""
    end = ENDS.get(beginning[:2])
    at = tail.rfind(end) if end else -1
    return b"" if at < 0 else tail[at + len(end) :]


def frames(picture):
    """Return how many pictures an animation has, as far as that is told without reading them."""
    if picture.format == "GIF":
        return gif_frames(picture.fp)
    # TIFF and MPO would be read from end to end, and only their first is ever looked at.
    return 1 if picture.format in ("TIFF", "MPO") else getattr(picture, "n_frames", 1)


def gif_frames(file):
    file.seek(0)
    data, count = file.read(), 0
    at = 13 + palette(data[10])
    while count <= MOST_FRAMES and data[at : at + 1] in (b"!", b","):
        if data[at : at + 1] == b"!":
            at += 2
        else:
            count += 1
            at += 11 + palette(data[at + 9])
        while at < len(data) and data[at]:
            at += data[at] + 1
        at += 1
    return count


def palette(flags):
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def is_endless(jpeg):
    """Tell whether a JPEG comes in more passes, or needs more memory for them, than those that people make."""
    parts = in_first_pass(jpeg.fp)
    if not jpeg.info.get("progressive") and parts >= jpeg.layers:
        return False
    across, down = (max(layer[number] for layer in jpeg.layer) for number in (1, 2))
    shares = sum(layer[1] * layer[2] / (across * down) for layer in jpeg.layer)
    return jpeg.width * jpeg.height * shares * 2 > MOST_COEFFICIENTS or passes(jpeg.fp.read()) > MOST_PASSES


def in_first_pass(file):
    """Go to where the first pass begins; return of how many of the picture's parts it is."""
    file.seek(2)
    while (marker := file.read(1)) and marker == b"\xff":
        while (kind := file.read(1)) == b"\xff":
            pass
        size = int.from_bytes(file.read(2), "big")
        if kind[0] == SCAN:
            return file.read(1)[0]
        file.seek(size - 2, 1)
    return 1  # not as it should be: looked at more closely


def passes(data):
    """Count the passes of a JPEG from its first one on."""
    count, at = 1, 0
    while count <= MOST_PASSES and (match := MARKER.search(data, at)):
        kind, at = data[match.end() - 1], match.end()
        if kind == END:
            break
        count += kind == SCAN
        at += int.from_bytes(data[at : at + 2], "big")
    return count
