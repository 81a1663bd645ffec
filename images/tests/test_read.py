import json
from datetime import UTC, datetime

from django.test import SimpleTestCase, override_settings

from images.read import LONGEST_TEXT, read

from .pictures import encoded, exif, iim, scene, sent, text_chunks, with_iim, xmp

ALT = '<rdf:Alt><rdf:li xml:lang="ga">Cuan</rdf:li><rdf:li xml:lang="x-default">Harbour</rdf:li></rdf:Alt>'


class ReadTests(SimpleTestCase):
    def read(self, data=None, **options):
        said = read(sent(data or encoded(scene(), **options)))
        json.dumps(said.as_filed)
        return said

    def test_every_field_is_read_from_xmp(self):
        said = self.read(
            xmp=xmp(
                ' photoshop:Headline="Ferry row" photoshop:Credit="Quayside Pictures" photoshop:Source="Quayside"'
                ' photoshop:DateCreated="2024-05-03T14:05:06+02:00" Iptc4xmpCore:AltTextAccessibility="A ferry"',
                f"<dc:description>{ALT}</dc:description><dc:rights><rdf:Alt><rdf:li>© Quayside</rdf:li></rdf:Alt>"
                "</dc:rights><dc:creator><rdf:Seq><rdf:li>Ina Ross</rdf:li><rdf:li>Tom Day</rdf:li></rdf:Seq>"
                "</dc:creator>",
            )
        )
        self.assertEqual(said.headline, "Ferry row")
        self.assertEqual(said.caption, "Harbour")
        self.assertEqual(said.credit, "Quayside Pictures")
        self.assertEqual(said.alt_text, "A ferry")
        self.assertEqual(said.creator, "Ina Ross, Tom Day")
        self.assertEqual(said.source, "Quayside")
        self.assertEqual(said.copyright_notice, "© Quayside")
        self.assertEqual(said.taken_at, datetime(2024, 5, 3, 12, 5, 6, tzinfo=UTC))

    def test_xmp_is_read_from_every_kind_that_has_it(self):
        packet = xmp(' photoshop:Credit="Quayside"')
        for kind in ("JPEG", "WEBP", "AVIF"):
            self.assertEqual(self.read(kind=kind, xmp=packet).credit, "Quayside")
        chunks = text_chunks()
        chunks.add_itxt("XML:com.adobe.xmp", packet.decode())
        self.assertEqual(self.read(kind="PNG", pnginfo=chunks).credit, "Quayside")

    def test_xmp_in_utf_16_is_read(self):
        packet = xmp(' photoshop:Credit="Caf\u00e9 Quay"').decode().encode("utf-16")
        self.assertEqual(self.read(xmp=packet).credit, "Café Quay")

    def test_a_name_inside_a_structure_is_not_the_photos(self):
        inner = '<photoshop:History><rdf:Description photoshop:Credit="Another"/></photoshop:History>'
        self.assertEqual(self.read(xmp=xmp(elements=inner)).credit, "")

    def test_every_field_is_read_from_iim(self):
        block = iim(
            (120, b"The harbour."),
            (105, b"Ferry row"),
            (110, b"Quayside"),
            (80, b"Ina Ross"),
            (80, b"Tom Day"),
            (115, b"Day Archive"),
            (116, b"(c) Quayside"),
            (55, b"20240503"),
            (60, b"140506+0200"),
        )
        said = self.read(with_iim(encoded(scene()), block))
        self.assertEqual(said.caption, "The harbour.")
        self.assertEqual(said.headline, "Ferry row")
        self.assertEqual(said.credit, "Quayside")
        self.assertEqual(said.creator, "Ina Ross, Tom Day")
        self.assertEqual(said.source, "Day Archive")
        self.assertEqual(said.copyright_notice, "(c) Quayside")
        self.assertEqual(said.taken_at, datetime(2024, 5, 3, 12, 5, 6, tzinfo=UTC))

    def test_the_character_set_of_iim_is_honoured(self):
        for text, charset in (
            ("Café".encode(), b"\x1b%G"),
            ("Café".encode(), b""),
            ("Café".encode("cp1252"), b""),
            ("Café".encode("cp1252"), b"\x1b%G"),  # it says UTF-8 and is not
        ):
            block = iim((120, text), charset=charset)
            self.assertEqual(self.read(with_iim(encoded(scene()), block)).caption, "Café")

    def test_a_text_cut_inside_a_letter_keeps_the_rest(self):
        block = iim((120, "Café Café".encode()[:-1]), charset=b"\x1b%G")
        self.assertEqual(self.read(with_iim(encoded(scene()), block)).caption, "Café Caf")

    def test_iim_in_several_segments_is_put_together(self):
        data = with_iim(encoded(scene()), iim((110, b"First")), b"", iim((110, b"Second"), (80, b"Ina Ross")))
        said = self.read(data)
        self.assertEqual((said.credit, said.creator), ("First", "Ina Ross"))

    def test_iim_is_read_as_far_as_it_is_sound(self):
        block = iim((110, b"Quayside")) + b"\x1c\x02\x78\xff\xff and then nothing of the sort"
        self.assertEqual(self.read(with_iim(encoded(scene()), block)).credit, "Quayside")

    def test_exif_is_read(self):
        said = self.read(
            exif=exif(
                {0x010E: "The harbour.", 0x013B: "Ina Ross", 0x8298: "(c) Quayside"},
                {0x9003: "2024:05:03 14:05:06", 0x9011: "+02:00"},
            )
        )
        self.assertEqual(said.caption, "The harbour.")
        self.assertEqual(said.creator, "Ina Ross")
        self.assertEqual(said.copyright_notice, "(c) Quayside")
        self.assertEqual(said.taken_at, datetime(2024, 5, 3, 12, 5, 6, tzinfo=UTC))

    def test_exif_in_utf_8_is_read_as_such(self):
        self.assertEqual(self.read(exif=exif({0x013B: "Sin\u00e9ad".encode()})).creator, "Sinéad")

    def test_xmp_is_believed_before_iim_and_iim_before_exif(self):
        data = encoded(
            scene(),
            xmp=xmp(' photoshop:Credit="from XMP"'),
            exif=exif({0x010E: "from EXIF", 0x013B: "from EXIF", 0x8298: "from EXIF"}),
        )
        said = self.read(with_iim(data, iim((110, b"from IIM"), (120, b"from IIM"), (80, b"from IIM"))))
        self.assertEqual(said.credit, "from XMP")
        self.assertEqual((said.caption, said.creator), ("from IIM", "from IIM"))
        self.assertEqual(said.copyright_notice, "from EXIF")
        self.assertEqual(said.as_filed["exif"]["caption"], "from EXIF")

    def test_what_cameras_write_is_no_caption(self):
        for junk in (
            "OLYMPUS DIGITAL CAMERA         ",
            "SONY DSC",
            "DCIM\\100MEDIA\\DJI_0012.JPG",
            "IMG_2041.JPG",
            "KONICA MINOLTA DIGITAL CAMERA",
            "Exif_JPEG_PICTURE",
            "oznor",
            "---",
            "Created with GIMP",
        ):
            with self.subTest(junk):
                said = self.read(exif=exif({0x010E: junk}))
                self.assertEqual(said.caption, "")
                self.assertTrue(said.as_filed["exif"]["caption"])

    def test_a_caption_that_speaks_of_a_camera_stays(self):
        for words in (
            "Digital camera sales fall",
            "Sony opens",
            "Default of the council",
            "A photo of 12 ferries",
        ):
            self.assertEqual(self.read(exif=exif({0x010E: words})).caption, words)

    def test_junk_gives_way_to_the_next_source(self):
        data = encoded(scene(), xmp=xmp(elements="<dc:description>SONY DSC</dc:description>"))
        said = self.read(with_iim(data, iim((120, b"The harbour."))))
        self.assertEqual(said.caption, "The harbour.")

    @override_settings(TIME_ZONE="Europe/Dublin")
    def test_a_time_without_zone_is_on_the_papers_clock(self):
        said = self.read(exif=exif(details={0x9003: "2024:07:03 14:05:06"}))
        self.assertEqual(said.taken_at, datetime(2024, 7, 3, 13, 5, 6, tzinfo=UTC))

    def test_no_time_is_better_than_a_wrong_one(self):
        for words in (
            "0000:00:00 00:00:00",
            "2024",
            "2024:13:45 99:99:99",
            "9999:12:31 23:59:59",
            "0001:01:01 00:00:00",
            "yesterday",
            "",
        ):
            self.assertIsNone(self.read(exif=exif(details={0x9003: words})).taken_at)

    def test_what_is_read_can_be_stored(self):
        nul, half = (
            iim((120, b"one\0two\x07three\r\nfour"), (110, b"x" * 30_000)),
            xmp(' photoshop:Source="&#xD7FF;"'),
        )
        said = self.read(with_iim(encoded(scene(), xmp=half), nul))
        self.assertEqual(said.caption, "onetwothree\nfour")
        self.assertEqual(len(said.credit), LONGEST_TEXT)

    def test_malformed_metadata_says_nothing(self):
        lol = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
        for packet in (b"<unclosed", b"\xff\xfe\x00", lol, b"<a>" * 50_000, b"not xml at all", b"\0" * 50):
            self.assertEqual(self.read(xmp=packet[:60_000]).as_filed, {})
        self.assertEqual(self.read(exif=b"Exif\0\0II*\0\xff\xff\xff\xff").as_filed, {})
        self.assertEqual(self.read(with_iim(encoded(scene()), b"\x1c\x02")).as_filed, {})
        self.assertEqual(self.read(encoded(scene())[:200]).as_filed, {})
        self.assertEqual(self.read(b"no photo").as_filed, {})
