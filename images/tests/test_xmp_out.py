"""What each rendition says of itself."""

import io

from defusedxml import ElementTree
from django.test import SimpleTestCase
from PIL import Image

from images import renditions, xmp_out
from images.models import Photo

from .pictures import OwnMedia, photo_of, scene

WORDS = {
    "creator": "Ina Ross",
    "credit": "Ina Ross / Quayside",
    "copyright_notice": "© 2026 Quayside & Sons <all rights>",
    "web_statement": "https://quayside.example/rights?a=1&b=2",
    "licensor_url": "https://quayside.example/buy",
    "source_type": Photo.SourceType.GENERATED,
}
FOUND_AT = {
    "creator": "{dc}creator/{rdf}Seq/{rdf}li",
    "credit": "{photoshop}Credit",
    "copyright_notice": "{dc}rights/{rdf}Alt/{rdf}li[@xml:lang='x-default']",
    "web_statement": "{xmpRights}WebStatement",
    "licensor_url": "{plus}Licensor/{rdf}Seq/{rdf}li/{plus}LicensorURL",
    "source_type": "{Iptc4xmpExt}DigitalSourceType",
}
SPACES = xmp_out.SPACES | {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xml": "http://www.w3.org/XML/1998/namespace",
}


def said(packet):
    """Return what a program that reads XMP finds in the packet."""
    root = ElementTree.fromstring(packet)
    found = {}
    for name, path in FOUND_AT.items():
        for short in SPACES:
            path = path.replace(f"{{{short}}}", f"{short}:")
        if elements := root.findall(f".//rdf:Description/{path}", SPACES):
            found[name] = "|".join(element.text for element in elements)
    return found


class WordsTests(OwnMedia, SimpleTestCase):
    def made(self, photo, ext):
        with renditions.find_or_make(photo, renditions.name(photo, "full", 320, ext)) as file:
            return Image.open(io.BytesIO(file.read()))

    def test_every_format_says_whose_it_is(self):
        photo = photo_of(scene(), **WORDS)
        wanted = WORDS | {"source_type": "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"}
        for ext in renditions.TYPES:
            with self.subTest(ext):
                self.assertEqual(said(self.made(photo, ext).info["xmp"]), wanted)

    def test_what_is_blank_is_not_said(self):
        for name, text in WORDS.items():
            packet = xmp_out.packet(Photo(**{name: text}))
            self.assertEqual(list(said(packet)), [name])
            self.assertLess(packet.count(b"xmlns:"), 4 + (name == "copyright_notice"))

    def test_a_photo_without_words_brings_none(self):
        photo = photo_of(scene(401), credit=" ", caption="The ferry", instructions="Not for sale")
        for ext in renditions.TYPES:
            self.assertNotIn("xmp", self.made(photo, ext).info)

    def test_any_text_is_sound_xml(self):
        for text in ("a]]>b", "<rdf:li>", "&amp;", "\"'", "{}", "é 漢 🦆", "a\0\x0b\ud800\uffffb", "line\nline", "?>"):
            packet = xmp_out.packet(Photo(creator=text, credit=text))
            self.assertEqual(said(packet)["creator"], xmp_out.NOT_IN_XML.sub("", text))

    def test_the_longest_words_fit(self):
        longest = {
            name: "&" * Photo._meta.get_field(name).max_length for name in xmp_out.PROPERTIES if name != "source_type"
        }
        photo = photo_of(scene(402), **longest)
        for ext in renditions.TYPES:
            self.assertEqual(said(self.made(photo, ext).info["xmp"]), longest)
