"""What a photo's file says about itself: caption, credit and the rest from XMP, IIM (the old IPTC fields) and EXIF.

The words come from anywhere, so every reader here survives any file, and what it returns can be stored as JSON:
no control characters, no text without end.
"""

import contextlib
import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from defusedxml import ElementTree
from django.utils import timezone
from PIL import ExifTags

from . import iim
from .examine import check_pixels, opened

LONGEST_TEXT = 20_000
LONGEST_XMP = 2_000_000
MOST_VALUES = 100

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
DC = "{http://purl.org/dc/elements/1.1/}"
PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
RIGHTS = "{http://ns.adobe.com/xap/1.0/rights/}"
CORE = "{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}"
EXTENSION = "{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}"

XMP_NAMES = {
    DC + "description": "caption",
    PHOTOSHOP + "Headline": "headline",
    PHOTOSHOP + "Credit": "credit",
    CORE + "AltTextAccessibility": "alt_text",
    DC + "creator": "creator",
    PHOTOSHOP + "Source": "source",
    DC + "rights": "copyright_notice",
    PHOTOSHOP + "DateCreated": "taken",
    # Kept as filed, for the rights desk.
    DC + "title": "title",
    DC + "subject": "keywords",
    PHOTOSHOP + "AuthorsPosition": "creator_title",
    PHOTOSHOP + "Instructions": "instructions",
    PHOTOSHOP + "CaptionWriter": "caption_writer",
    PHOTOSHOP + "TransmissionReference": "job",
    PHOTOSHOP + "City": "city",
    PHOTOSHOP + "Country": "country",
    RIGHTS + "UsageTerms": "usage_terms",
    RIGHTS + "WebStatement": "web_statement",
    CORE + "ExtDescrAccessibility": "extended_description",
    EXTENSION + "PersonInImage": "people",
    EXTENSION + "DigitalSourceType": "digital_source_type",
}
IIM_NAMES = {
    120: "caption",
    105: "headline",
    110: "credit",
    80: "creator",
    115: "source",
    116: "copyright_notice",
    5: "title",
    25: "keywords",
    85: "creator_title",
    40: "instructions",
    122: "caption_writer",
    103: "job",
    90: "city",
    101: "country",
    55: "date",
    60: "time",
}
EXIF_NAMES = {
    ExifTags.Base.ImageDescription: "caption",
    ExifTags.Base.Artist: "creator",
    ExifTags.Base.Copyright: "copyright_notice",
}
WORDS = ("headline", "caption", "credit", "alt_text", "creator", "source", "copyright_notice")

# What cameras and programs write where people's words belong.
JUNK = re.compile(
    r"""[\W_]*
    | (konica\ )?(olympus|minolta|samsung|pentax|kodak|casio|nikon|canon|fujifilm|sony|ricoh|vivitar|polaroid)?\ ?
      (digital\ )?(still\ )?(camera|dsc)
    | samsung | exif_jpeg_picture | jpeg | default | untitled | unknown | ascii | screenshot | picasa(\ [\d.]+)?
    | user\ comments? | created\ with\ (the\ )?gimp | lead\ technologies.* | processed\ (with|by)\ .*
    | dcim\\.* | (img|dsc[nf]?|dscf|pict|p|dji|pxl|gopr|image|photo)[_\ -]?[\d_-]+(\.jpe?g)?
    | cof | sdr | dav | oznor | oznorwo | rhdr | hdr | hdrpl | edf | btf | btr | fbt | mde | nor | bsh | ptr | ozedf
    """,
    re.IGNORECASE | re.VERBOSE,
)
MOMENT = re.compile(
    r"(\d{4})[-:/]?(\d\d)[-:/]?(\d\d)(?:[T ]?(\d\d):?(\d\d)(?::?(\d\d)(?:\.\d+)?)?\ ?(Z|[+-]\d\d:?\d\d)?)?",
    re.ASCII,
)


@dataclass
class Said:
    headline: str = ""
    caption: str = ""
    credit: str = ""
    alt_text: str = ""
    creator: str = ""
    source: str = ""
    copyright_notice: str = ""
    taken_at: datetime | None = None
    as_filed: dict = field(default_factory=dict)


def read(file):
    """Return what `file` says about itself, a Said; XMP is believed before IIM, IIM before EXIF. It never raises."""
    as_filed = {}
    # No photo, or a damaged one, says nothing.
    with contextlib.suppress(Exception), opened(file) as picture:
        if picture.format == "PNG":  # it may keep its words behind the pixels
            check_pixels(*picture.size)
            picture.load()
        for name, reader in (("xmp", from_xmp), ("iim", from_iim), ("exif", from_exif)):
            if said := attempt(reader, picture):
                as_filed[name] = said
    file.seek(0)
    found = Said(as_filed=as_filed)
    for name in WORDS:
        texts = (said.get(name, "") for said in as_filed.values())
        setattr(found, name, next((text for text in texts if text and not is_junk(name, text)), ""))
    moments = (moment(said.get("taken", "")) for said in as_filed.values())
    found.taken_at = next(filter(None, moments), None)
    return found


def attempt(reader, picture):
    """Return what one reader finds. Metadata is written by anything and breaks in every way: then it says nothing."""
    try:
        found = reader(picture)
    except Exception:
        return {}
    return {name: text for name, text in ((name, tidy(text)) for name, text in found.items()) if text}


def from_xmp(picture):
    packet = picture.info.get("xmp") or b""
    if not packet or len(packet) > LONGEST_XMP:
        return {}
    try:
        root = ElementTree.fromstring(packet)
    except ElementTree.ParseError:  # filled up with zeros, which are half of every letter in UTF-16
        root = ElementTree.fromstring(packet.strip(b"\0 \r\n\t"))
    found = {}
    for description in (each for rdf in root.iter(RDF + "RDF") for each in rdf.findall(RDF + "Description")):
        for tag, name in XMP_NAMES.items():
            if name not in found:
                element = description.find(tag)
                text = description.get(tag, "") if element is None else xmp_text(element)
                if text.strip():
                    found[name] = text
    return found


def xmp_text(element):
    """Return a property's text: of a list all its items, of a text in several languages the default one."""
    items = element.findall(f"*/{RDF}li")
    if not items:
        return element.text or element.get(RDF + "resource", "")
    if element.find(RDF + "Alt") is not None:
        default = [item for item in items if item.get(XML_LANG) == "x-default" and item.text]
        items = default or [item for item in items if item.text]
        return (items[0].text or "") if items else ""
    return ", ".join(item.text.strip() for item in items[:MOST_VALUES] if item.text and item.text.strip())


def from_iim(picture):
    records = iim.records(picture)
    found = {
        name: ", ".join(iim.in_words(value).strip() for value in records[2, number][:MOST_VALUES])
        for number, name in IIM_NAMES.items()
        if (2, number) in records
    }
    date, time = found.pop("date", ""), found.pop("time", "")
    return found | {"taken": f"{date} {time}"}


def from_exif(picture):
    exif = picture.getexif()
    found = {}
    for tag, name in EXIF_NAMES.items():
        text = exif.get(tag)
        if isinstance(text, bytes):
            text = text.decode("latin-1")
        if isinstance(text, str):
            # Pillow reads these as Latin-1; most programs write UTF-8.
            found[name] = iim.in_words(text.split("\0")[0].encode("latin-1", "replace"))
    details = exif.get_ifd(ExifTags.IFD.Exif)
    when = details.get(ExifTags.Base.DateTimeOriginal)
    if isinstance(when, str):
        found["taken"] = f"{when} {details.get(ExifTags.Base.OffsetTimeOriginal, '')}".strip()
    return found


def tidy(text):
    """Return `text` without control characters, half letters and space around it, and not without end."""
    text = re.sub(r"\r\n?", "\n", text[: LONGEST_TEXT * 2])
    text = re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", "", text).strip()
    return text[:LONGEST_TEXT]


def is_junk(name, text):
    return name in ("headline", "caption", "creator") and bool(JUNK.fullmatch(text.strip()))


def moment(text):
    """Return the moment that XMP, IIM or EXIF wrote, on the paper's clock when they name none; None when it is none."""
    match = MOMENT.match(text)
    if not match:
        return None
    *numbers, zone = match.groups()
    written = "{}-{}-{}T{}:{}:{}".format(*(number or "00" for number in numbers)) + (zone or "")
    try:
        when = datetime.fromisoformat(written)
    except ValueError:
        return None
    now = timezone.now()
    if not 1826 <= when.year <= now.year + 1:
        return None
    if not when.tzinfo:
        when = timezone.make_aware(when, timezone.get_default_timezone())
    return when if when <= now + timedelta(days=1) else None
