"""Small pictures for the tests, with words planted where cameras and picture desks put them."""

import io
import shutil
import tempfile
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from PIL import ExifTags, Image, PngImagePlugin

from images.examine import examine, fingerprint
from images.models import Photo

XMP = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
 xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/"
 xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"{attributes}>{elements}</rdf:Description>
</rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


class OwnMedia:
    """Gives a test class a folder of its own for originals and renditions."""

    @classmethod
    def setUpClass(cls):
        cls.media = tempfile.mkdtemp()
        cls.enterClassContext(override_settings(MEDIA_ROOT=cls.media))
        cls.addClassCleanup(shutil.rmtree, cls.media)
        super().setUpClass()


def scene(width=400, height=300, mode="RGB"):
    """Return a picture whose four quarters are red, green, blue and white, clockwise from the top left."""
    picture = Image.new("RGB", (width, height), "white")
    for colour, at in (("red", (0, 0)), ("lime", (width // 2, 0)), ("blue", (width // 2, height // 2))):
        picture.paste(colour, (*at, at[0] + width // 2, at[1] + height // 2))
    return picture.convert(mode)


def encoded(picture, kind="JPEG", **options):
    written = io.BytesIO()
    picture.save(written, kind, **options)
    return written.getvalue()


def sent(data, name="scene.jpg"):
    """Return bytes or a picture as the file a browser sends."""
    return SimpleUploadedFile(name, data if isinstance(data, bytes) else encoded(data))


def xmp(attributes="", elements=""):
    return XMP.format(attributes=attributes, elements=elements).encode()


def exif(main=(), details=(), gps=()):
    found = Image.Exif()
    found.update(main)
    found.get_ifd(ExifTags.IFD.Exif).update(details)
    found.get_ifd(ExifTags.IFD.GPSInfo).update(gps)
    return found


def iim(*fields, charset=b""):
    """Return an IIM block of (number, bytes), with its declared character set."""
    records = ([(1, 90, charset)] if charset else []) + [(2, number, text) for number, text in fields]
    return b"".join(bytes([0x1C, *key]) + len(text).to_bytes(2, "big") + text for *key, text in records)


def with_iim(jpeg, *blocks):
    """Return the JPEG with each block in a Photoshop segment of its own."""
    return with_segments(jpeg, *((13, b"Photoshop 3.0\0" + resource(block)) for block in blocks))


def text_chunks(**texts):
    chunks = PngImagePlugin.PngInfo()
    for key, text in texts.items():
        chunks.add_text(key, text)
    return chunks


def resource(block, signature=b"8BIM", number=0x0404):
    """Return a block as one of Photoshop's resources."""
    return (
        signature
        + number.to_bytes(2, "big")
        + b"\0\0"
        + len(block).to_bytes(4, "big")
        + block
        + b"\0" * (len(block) % 2)
    )


def with_segments(jpeg, *segments):
    """Return the JPEG with segments of (number of the APP, bytes)."""
    found = (bytes([0xFF, 0xE0 + app]) + (len(data) + 2).to_bytes(2, "big") + data for app, data in segments)
    return jpeg[:2] + b"".join(found) + jpeg[2:]


def chunk(kind, data):
    """Return a chunk of a PNG."""
    return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")


def with_chunks(png, *chunks):
    """Return the PNG with more chunks behind its pixels."""
    return png[:-12] + b"".join(chunks) + png[-12:]


def flood(width, height):
    """Return a small PNG of very many black pixels."""
    header = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes([1, 0, 0, 0, 0])
    rows = zlib.compress(bytes((width // 8 + 2) * height), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def photo_of(data, pk=None, name="scene.jpg", **fields):
    """Return a Photo whose original is stored; its row is not saved."""
    file = sent(data, name)
    seen = examine(file)
    photo = Photo(pk=pk, format=seen.format, width=seen.width, height=seen.height, sha256=fingerprint(file), **fields)
    photo.file.save(name, file, save=False)
    return photo
