"""Originals with a mark in each place where cameras, programs and desks leave what readers must never get."""

from PIL import ImageCms
from PIL.TiffImagePlugin import IFDRational, ImageFileDirectory_v2

from .pictures import encoded, exif, iim, scene, text_chunks, with_iim, xmp

MINUTES = 1_234_567  # of the latitude, in ten-thousandths
IN_EXIF = {
    "description": b"PLANTED description",
    "camera": b"PLANTED camera",
    "camera's serial number": b"PLANTED body serial",
    "lens's serial number": b"PLANTED lens serial",
    "owner": b"PLANTED owner",
    "maker's note": b"PLANTED makernote",
    "user's comment": b"PLANTED user comment",
    "number of the picture": b"PLANTED unique id",
    "place's name": b"PLANTED area",
    "thumbnail": b"PLANTED thumbnail",
}
IN_XMP = {
    "place": b"53,21.1234567N",
    "document": b"PLANTED document id",
    "history": b"PLANTED history",
    "serial number": b"PLANTED xmp serial",
}
COMMENT, PROFILE, TAIL = b"PLANTED comment", b"PLANTED profile", b"PLANTED tail"


def originals():
    """Yield the kind, the file and its marks, by what they are."""
    picture, metadata, packet = scene(), planted_exif(), planted_xmp()
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes() + PROFILE
    options = {"exif": metadata, "icc_profile": profile}
    marks = IN_EXIF | IN_XMP | {"profile": PROFILE, "latitude": MINUTES.to_bytes(4, "big")}

    jpeg = encoded(picture, xmp=packet, comment=COMMENT, **options)
    jpeg = with_iim(jpeg, iim((40, b"PLANTED instructions"), (103, b"PLANTED job"))) + TAIL
    iim_marks = {"instructions": b"PLANTED instructions", "job": b"PLANTED job"}
    yield "JPEG", jpeg, marks | iim_marks | {"comment": COMMENT, "tail": TAIL}

    chunks = text_chunks(Comment="PLANTED text", Source="PLANTED device")
    chunks.add_itxt("XML:com.adobe.xmp", packet.decode())
    png = encoded(picture, "PNG", pnginfo=chunks, exif=metadata) + TAIL
    yield "PNG", png, IN_EXIF | IN_XMP | {"text": b"PLANTED text", "device": b"PLANTED device", "tail": TAIL}

    for kind, pillows in (("WEBP", "WEBP"), ("AVIF", "AVIF"), ("HEIC", "HEIF")):
        yield kind, encoded(picture, pillows, xmp=packet, **options), marks
    yield "GIF", encoded(picture, "GIF", comment=COMMENT) + TAIL, {"comment": COMMENT, "tail": TAIL}
    tags = planted_tags()
    tags[700] = packet
    yield "TIFF", encoded(picture, "TIFF", tiffinfo=tags) + TAIL, IN_XMP | {"program": b"PLANTED program", "tail": TAIL}


def planted_exif():
    details = {0xA431: "body serial", 0xA435: "lens serial", 0xA430: "owner", 0xA420: "unique id"}
    details = {tag: f"PLANTED {words}" for tag, words in details.items()}
    details |= {0x927C: IN_EXIF["maker's note"], 0x9286: b"ASCII\0\0\0" + IN_EXIF["user's comment"]}
    place = {1: "N", 2: (53.0, 21.0, IFDRational(MINUTES, 10_000)), 0x1C: IN_EXIF["place's name"]}
    found = exif({0x010E: "PLANTED description", 0x0110: "PLANTED camera"}, details, place)
    return found.tobytes() + encoded(scene(80, 60), comment=IN_EXIF["thumbnail"])


def planted_tags():
    tags = ImageFileDirectory_v2()
    tags[305] = "PLANTED program"
    return tags


def planted_xmp():
    return xmp(
        ' xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="53,21.1234567N"'
        ' xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmpMM:DocumentID="PLANTED document id"'
        ' xmlns:aux="http://ns.adobe.com/exif/1.0/aux/" aux:SerialNumber="PLANTED xmp serial"',
        "<xmpMM:History><rdf:Seq><rdf:li>PLANTED history</rdf:li></rdf:Seq></xmpMM:History>",
    )
