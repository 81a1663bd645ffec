"""XMP: what a photo says in XML. It is read into words, whatever program wrote it and however badly."""

import re
from xml.etree.ElementTree import TreeBuilder

from defusedxml import ElementTree

# Of all packets of a file: XML takes many times its size in memory.
MOST_BYTES = 4_000_000
MOST_ELEMENTS = 200_000
DEEPEST = 50
MOST_ITEMS = 100

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
DC = "{http://purl.org/dc/elements/1.1/}"
PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
RIGHTS = "{http://ns.adobe.com/xap/1.0/rights/}"
CORE = "{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}"
EXT = "{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}"
PLUS = "{http://ns.useplus.org/ldf/xmp/1.0/}"
EXIF = "{http://ns.adobe.com/exif/1.0/}"
TIFF = "{http://ns.adobe.com/tiff/1.0/}"

# Where each of our names stands, the best place first. A place in a place is a field of a structure.
PLACES = {
    "headline": [[PHOTOSHOP + "Headline"]],
    "caption": [[DC + "description"], [TIFF + "ImageDescription"]],
    "credit": [[PHOTOSHOP + "Credit"]],
    "alt_text": [[CORE + "AltTextAccessibility"]],
    "creator": [[DC + "creator"], [TIFF + "Artist"]],
    "source": [[PHOTOSHOP + "Source"]],
    "copyright_notice": [[DC + "rights"], [TIFF + "Copyright"]],
    "instructions": [[PHOTOSHOP + "Instructions"]],
    "usage_terms": [[RIGHTS + "UsageTerms"]],
    "taken": [[PHOTOSHOP + "DateCreated"]],
    "taken_by_camera": [[EXIF + "DateTimeOriginal"]],
    "place": [[CORE + "Location"], [EXT + "LocationCreated", EXT + "Sublocation"]],
    "city": [[PHOTOSHOP + "City"], [EXT + "LocationCreated", EXT + "City"]],
    "region": [[PHOTOSHOP + "State"], [EXT + "LocationCreated", EXT + "ProvinceState"]],
    "country": [[PHOTOSHOP + "Country"], [EXT + "LocationCreated", EXT + "CountryName"]],
    "people": [[EXT + "PersonInImage"], [EXT + "PersonInImageWDetails", EXT + "PersonName"]],
    "keywords": [[DC + "subject"]],
    "source_type": [[EXT + "DigitalSourceType"], [EXT + "DigitalSourcefileType"]],
    "web_statement": [[RIGHTS + "WebStatement"]],
    "licensor_url": [[PLUS + "Licensor", PLUS + "LicensorURL"]],
    # Kept as filed only.
    "title": [[DC + "title"]],
    "creator_title": [[PHOTOSHOP + "AuthorsPosition"]],
    "caption_writer": [[PHOTOSHOP + "CaptionWriter"]],
    "job": [[PHOTOSHOP + "TransmissionReference"]],
    "category": [[PHOTOSHOP + "Category"]],
    "urgency": [[PHOTOSHOP + "Urgency"]],
    "country_code": [[CORE + "CountryCode"], [EXT + "LocationCreated", EXT + "CountryCode"]],
    "extended_description": [[CORE + "ExtDescrAccessibility"]],
    "event": [[EXT + "Event"]],
    "organisations": [[EXT + "OrganisationInImageName"]],
    "city_shown": [[EXT + "LocationShown", EXT + "City"]],
    "country_shown": [[EXT + "LocationShown", EXT + "CountryName"]],
    "licensor": [[PLUS + "Licensor", PLUS + "LicensorName"]],
    "copyright_owner": [[PLUS + "CopyrightOwner", PLUS + "CopyrightOwnerName"]],
    "data_mining": [[PLUS + "DataMining"]],
}

RDF_BEGINS = re.compile(r"<((?:\w+:)?RDF)\b")
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
BAD_REFERENCE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)")
CONTROL_REFERENCE = re.compile(r"&#(?:x0*(?:[0-8bcefBCEF]|1[0-9a-fA-F])|0*(?:[0-8]|1[124-9]|2\d|3[01]));")


def read(packets):
    """Return {name: [words, ...]} from all packets of a file; of two that say the same thing the first counts."""
    holders, room = [], MOST_BYTES
    for packet in packets:
        room -= len(packet)
        if room >= 0 and (root := parsed(packet)) is not None:
            holders += descriptions(root)
    return {name: words for name, places in PLACES.items() if (words := first(holders, places))}


def parsed(packet):
    """Return the packet's root; of one that is not well-formed, after mending; None when it is no XML at all."""
    # Some are filled up with zeros, which are half of every letter in UTF-16.
    for attempt in (lambda: packet.strip(b"\0 \r\n\t"), lambda: packet, lambda: mended(packet)):
        try:
            parser = ElementTree.DefusedXMLParser(target=Bounded())
            parser.feed(attempt())
            return parser.close()
        except TooMuch:
            return None
        except (ElementTree.ParseError, ValueError, LookupError):  # or a character set that nobody knows, an entity
            continue
    return None


class TooMuch(Exception):
    """More elements than any photo has use for."""


class Bounded(TreeBuilder):
    def __init__(self):
        super().__init__()
        self.count = self.depth = 0

    def start(self, tag, attributes):
        self.count += 1
        self.depth += 1
        if self.count > MOST_ELEMENTS or self.depth > DEEPEST:
            raise TooMuch
        return super().start(tag, attributes)

    def end(self, tag):
        self.depth -= 1
        return super().end(tag)


def mended(packet):
    """Return the RDF alone, without what XML forbids and programs write all the same."""
    if packet[:2] in (b"\xfe\xff", b"\xff\xfe"):
        text = packet.decode("utf-16", "replace")
    else:
        text = packet.decode("utf-8", "replace")
    if not (begin := RDF_BEGINS.search(text)):
        raise ValueError("no RDF")
    end = f"</{begin[1]}>"
    text = text[begin.start() : text.rfind(end)] + end
    return BAD_REFERENCE.sub("&amp;", CONTROL_REFERENCE.sub("", NOT_IN_XML.sub("", text)))


def descriptions(root):
    """Return the nodes that speak of the photo itself, not of its parts."""
    return list(next(root.iter(RDF + "RDF"), []))[:MOST_ITEMS]


def first(holders, places):
    for place in places:
        for holder in holders:
            if words := [each.strip() for each in said(holder, *place) if each and each.strip()]:
                return words[:MOST_ITEMS]
    return []


def said(holder, tag, *inner):
    """Return the words of one property: the items of a list, the default language of a text in several."""
    element = holder.find(tag)
    if element is None:
        return [] if inner else [holder.get(tag)]
    items = element.findall(f"*/{RDF}li")
    if inner:
        return [word for item in (items or [element])[:MOST_ITEMS] for word in said(structure(item), *inner)]
    if element.find(RDF + "Alt") is not None:
        items = [item for item in items if text_of(item)]
        return [text_of(item) for item in items if item.get(LANG) == "x-default"][:1] or [
            text_of(item) for item in items[:1]
        ]
    return [text_of(item) for item in (items or [element])[: MOST_ITEMS * 2]]


def structure(item):
    """Return the node that holds a structure's fields: the item itself or the description in it."""
    inner = item.find(RDF + "Description")
    return item if inner is None else inner


def text_of(element):
    """Return an element's own text, its value beside qualifiers, or the address it points to."""
    if element.text and element.text.strip():
        return element.text
    holder = structure(element)
    value = holder.find(RDF + "value")
    return (value.text if value is not None else holder.get(RDF + "value")) or element.get(RDF + "resource") or ""
