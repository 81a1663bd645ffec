"""Where a file keeps its words: each kind of picture has another place for its XMP, IIM and EXIF.

The picture is never decoded for it.
"""

import contextlib
import struct
import zlib
from dataclasses import dataclass, field

from PIL import Image

from . import iim

MOST_BYTES = 4_000_000  # of one packet, and of all of a file's texts unpacked
MOST_CHUNKS = 20_000
MOST_PACKETS = 4

XMP = b"http://ns.adobe.com/xap/1.0/\0"
MORE_XMP = b"http://ns.adobe.com/xmp/extension/\0"
PHOTOSHOP = (b"Photoshop 3.0\0", b"Adobe_Photoshop2.5:")
TIFF_XMP, TIFF_IIM, TIFF_PHOTOSHOP = 700, 33723, 34377


@dataclass
class Embedded:
    xmp: list[bytes] = field(default_factory=list)
    iim: list[bytes] = field(default_factory=list)
    exif: Image.Exif | None = None
    texts: dict[str, str] = field(default_factory=dict)  # PNG's own


def embedded(picture):
    """Return what is embedded in an open picture."""
    found = Embedded()
    for look in (LOOKS.get(picture.format, in_others), exif):
        # Metadata is written by anything and breaks in every way: then it says no more.
        with contextlib.suppress(Exception):
            look(picture, found)
    return found


def exif(picture, found):
    if found.exif is None and picture.format != "PNG":
        found.exif = picture.getexif()


def in_jpeg(picture, found):
    segments = picture.applist
    # Programs that add a packet instead of changing the one that is there put it behind.
    found.xmp += [data.removeprefix(XMP) for _, data in reversed(segments) if data.startswith(XMP)]
    found.xmp += more_xmp(data.removeprefix(MORE_XMP) for _, data in segments if data.startswith(MORE_XMP))
    resources = [data for marker, data in segments if marker == "APP13" and data.startswith(PHOTOSHOP)]
    # One resource may run over several segments.
    found.iim += iim.in_resources(b"".join(data[14:] for data in resources))


def more_xmp(pieces):
    """Return the packets that were too long for a segment and lie in pieces: name, whole length, place, data."""
    whole = {}
    for piece in pieces:
        name, (length, at), data = piece[:32], struct.unpack(">II", piece[32:40]), piece[40:]
        if length <= MOST_BYTES and at + len(data) <= length and (name in whole or len(whole) < MOST_PACKETS):
            whole.setdefault(name, bytearray(length))[at : at + len(data)] = data
    return [bytes(packet) for packet in whole.values()]


def in_tiff(picture, found):
    tags = picture.tag.tagdata  # as they stand in the file: programs store texts as numbers of any size
    if TIFF_XMP in tags:
        found.xmp.append(tags[TIFF_XMP])
    if TIFF_IIM in tags:
        block = tags[TIFF_IIM]
        found.iim.append(block if block.startswith(b"\x1c") else turned(block))
    if TIFF_PHOTOSHOP in tags:
        found.iim += iim.in_resources(tags[TIFF_PHOTOSHOP])


def turned(block):
    """Return bytes that were stored as numbers of four bytes, from the other end."""
    return b"".join(block[at : at + 4][::-1] for at in range(0, min(len(block), MOST_BYTES), 4))


def in_png(picture, found):
    """PNG may say things after its pixels too. Older programs wrote other kinds' packets as hexadecimal text."""
    room = MOST_BYTES
    for kind, data in png_chunks(picture.fp):
        if kind == b"eXIf":
            found.exif = loaded(data)
            continue
        name, text = png_text(kind, data, room)
        room -= len(text)
        if room <= 0:
            return
        if name == "XML:com.adobe.xmp":
            found.xmp.append(text)
        elif name.startswith("Raw profile type "):
            raw_profile(name.removeprefix("Raw profile type "), text, found)
        elif name:
            found.texts.setdefault(name, text.decode("utf-8" if kind == b"iTXt" else "latin-1", "replace"))


def png_chunks(file):
    """Yield (kind, data) of the chunks with words, wherever they stand."""
    file.seek(8)
    for _ in range(MOST_CHUNKS):
        head = file.read(8)
        if len(head) < 8 or head[4:] == b"IEND":
            return
        size = int.from_bytes(head[:4], "big")
        if head[4:] in (b"tEXt", b"zTXt", b"iTXt", b"eXIf") and size <= MOST_BYTES:
            yield head[4:], file.read(size)
            file.seek(4, 1)
        else:
            file.seek(size + 4, 1)


def png_text(kind, data, room):
    """Return a text chunk's name and bytes, of these not many more than there is room for."""
    name, _, rest = data.partition(b"\0")
    if kind == b"zTXt":
        rest = unpacked(rest[1:], room)
    elif kind == b"iTXt":
        packed, rest = rest[:1] == b"\1", rest[2:].split(b"\0", 2)[-1]
        rest = unpacked(rest, room) if packed else rest
    return name.decode("latin-1"), rest


def unpacked(data, room):
    try:
        return zlib.decompressobj().decompress(data, room + 1)
    except zlib.error:
        return b""


def raw_profile(name, text, found):
    # After a line feed come the profile's name and its length, each on a line.
    data = bytes.fromhex(b"".join(text.split(b"\n")[3:]).decode("ascii", "ignore"))
    if name in ("iptc", "8bim"):
        found.iim += [data] if data.startswith(b"\x1c") else iim.in_resources(data)
    elif name == "xmp" or data.startswith(XMP):
        found.xmp.append(data.removeprefix(XMP))
    elif name in ("exif", "APP1") and found.exif is None:
        found.exif = loaded(data)


def loaded(data):
    found = Image.Exif()
    found.load(data)
    return found


def in_gif(picture, found):
    """XMP lies in a GIF as it is, not in blocks as all else."""
    picture.fp.seek(0)
    _, _, data = picture.fp.read().partition(b"XMP DataXMP")
    packet, end, _ = data.partition(b"<?xpacket end=")
    if end:
        found.xmp.append(packet)


def in_others(picture, found):
    if packet := picture.info.get("xmp"):
        found.xmp.append(packet)


LOOKS = {"JPEG": in_jpeg, "MPO": in_jpeg, "TIFF": in_tiff, "PNG": in_png, "GIF": in_gif}
