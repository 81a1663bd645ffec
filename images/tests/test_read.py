import json
from datetime import UTC, datetime

from django.test import SimpleTestCase, override_settings
from django.utils import timezone

from images.read import LONGEST_TEXT, is_junk, read

from .pictures import (
    chunk,
    encoded,
    exif,
    iim,
    resource,
    scene,
    sent,
    text_chunks,
    with_chunks,
    with_iim,
    with_segments,
    xmp,
)

ALT = '<rdf:Alt><rdf:li xml:lang="ga">Cuan</rdf:li><rdf:li xml:lang="x-default">Harbour</rdf:li></rdf:Alt>'
PLACE = (
    '<Iptc4xmpExt:LocationCreated><rdf:Bag><rdf:li rdf:parseType="Resource"><Iptc4xmpExt:City>Cobh</Iptc4xmpExt:City>'
    "<Iptc4xmpExt:CountryName>Ireland</Iptc4xmpExt:CountryName></rdf:li></rdf:Bag></Iptc4xmpExt:LocationCreated>"
)


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

    def test_place_people_and_keywords_are_read_from_xmp(self):
        said = self.read(
            xmp=xmp(
                ' Iptc4xmpCore:Location="The slip" photoshop:City="Cobh" photoshop:State="Cork"'
                ' photoshop:Country="Ireland"',
                "<dc:subject><rdf:Bag><rdf:li>ferries</rdf:li><rdf:li> quays</rdf:li><rdf:li>ferries</rdf:li></rdf:Bag>"
                "</dc:subject><Iptc4xmpExt:PersonInImage><rdf:Bag><rdf:li>Ada Quay</rdf:li><rdf:li>Tom\n Day</rdf:li>"
                "</rdf:Bag></Iptc4xmpExt:PersonInImage>",
            )
        )
        self.assertEqual((said.place, said.city, said.region, said.country), ("The slip", "Cobh", "Cork", "Ireland"))
        self.assertEqual((said.keywords, said.people), ("ferries\nquays", "Ada Quay\nTom Day"))

    def test_a_place_is_found_in_its_structure_too(self):
        said = self.read(xmp=xmp(elements=PLACE))
        self.assertEqual((said.city, said.country), ("Cobh", "Ireland"))
        self.assertEqual(self.read(xmp=xmp(' photoshop:City="Youghal"', PLACE)).city, "Youghal")
        # The old field counts before the structure, whichever description holds it.
        both = xmp(elements=PLACE).replace(
            b"</rdf:RDF>",
            b'<rdf:Description xmlns:p="http://ns.adobe.com/photoshop/1.0/" p:City="Youghal"/></rdf:RDF>',
        )
        self.assertEqual(self.read(xmp=both).city, "Youghal")

    def test_terms_and_addresses_are_read_from_xmp(self):
        licensor = '<rdf:Seq><rdf:li><rdf:Description plus:LicensorURL="https://quay.example/buy"/></rdf:li></rdf:Seq>'
        said = self.read(
            xmp=xmp(
                ' photoshop:Instructions="One use" xmpRights:WebStatement="https://quay.example/rights"',
                "<xmpRights:UsageTerms><rdf:Alt><rdf:li xml:lang='en'>Editorial use</rdf:li></rdf:Alt>"
                f"</xmpRights:UsageTerms><plus:Licensor>{licensor}</plus:Licensor>",
            )
        )
        self.assertEqual((said.instructions, said.usage_terms), ("One use", "Editorial use"))
        self.assertEqual(said.web_statement, "https://quay.example/rights")
        self.assertEqual(said.licensor_url, "https://quay.example/buy")

    def test_an_address_is_one_of_the_web_or_kept_as_filed_alone(self):
        for words in (
            "javascript:alert(1)",
            "www.quay.example",
            "ftp://quay.example/",
            "https://a b",
            "https://" + "x" * 600,
        ):
            said = self.read(xmp=xmp(f' xmpRights:WebStatement="{words}"'))
            self.assertEqual((said.web_statement, said.as_filed["xmp"]["web_statement"]), ("", words))

    def test_how_a_picture_was_made_is_one_of_the_iptcs_words(self):
        vocabulary = "http://cv.iptc.org/newscodes/digitalsourcetype/"
        for words, code in (
            (vocabulary + "trainedAlgorithmicMedia", "trainedAlgorithmicMedia"),
            (vocabulary.replace("http", "https") + "digitalcapture/", "digitalCapture"),
            ("digsrctype:compositeSynthetic", "compositeSynthetic"),
            (vocabulary + "minorHumanEdits", "humanEdits"),
            (vocabulary + "anythingElse", ""),
        ):
            for packet in (
                xmp(f' Iptc4xmpExt:DigitalSourceType="{words}"'),
                xmp(elements=f'<Iptc4xmpExt:DigitalSourceType rdf:resource="{words}"/>'),
            ):
                said = self.read(xmp=packet)
                self.assertEqual((said.source_type, said.as_filed["xmp"]["source_type"]), (code, words))

    def test_words_for_the_rights_desk_stay_as_filed(self):
        said = self.read(
            xmp=xmp(
                ' photoshop:CaptionWriter="TD" photoshop:TransmissionReference="QP17" Iptc4xmpCore:CountryCode="IRL"',
                f"<dc:title>{ALT}</dc:title><Iptc4xmpCore:ExtDescrAccessibility>{ALT}</Iptc4xmpCore:ExtDescrAccessibility>",
            )
        )
        self.assertEqual(
            said.as_filed["xmp"],
            {
                "title": "Harbour",
                "caption_writer": "TD",
                "job": "QP17",
                "country_code": "IRL",
                "extended_description": "Harbour",
            },
        )

    def test_xmp_is_read_from_every_kind_that_has_it(self):
        packet = xmp(' photoshop:Credit="Quayside"')
        for kind in ("JPEG", "WEBP", "AVIF"):
            self.assertEqual(self.read(kind=kind, xmp=packet).credit, "Quayside")
        chunks = text_chunks()
        chunks.add_itxt("XML:com.adobe.xmp", packet.decode())
        self.assertEqual(self.read(kind="PNG", pnginfo=chunks).credit, "Quayside")
        behind = with_chunks(encoded(scene(), "PNG"), chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + packet))
        self.assertEqual(self.read(behind).credit, "Quayside")
        gif = encoded(scene(), "GIF")
        extension = b"!\xff\x0bXMP DataXMP" + packet + b"\x01" + bytes(range(255, -1, -1)) + b"\0"
        self.assertEqual(self.read(gif[:-1] + extension + b";").credit, "Quayside")
        self.assertEqual(self.read(kind="TIFF", tiffinfo={700: packet}).credit, "Quayside")

    def test_xmp_too_long_for_a_segment_is_put_together_from_its_pieces(self):
        packet = xmp(' photoshop:Credit="Quayside" photoshop:Headline="Late"' + " " * 500)
        pieces = [
            (1, b"http://ns.adobe.com/xmp/extension/\0" + b"7" * 32 + len(packet).to_bytes(4, "big") + place + data)
            for place, data in ((b"\0\0\1\x90", packet[400:]), (b"\0\0\0\0", packet[:400]))
        ]
        data = with_segments(encoded(scene(), xmp=xmp(' photoshop:Headline="Ferry row"')), *pieces)
        said = self.read(data)
        self.assertEqual((said.headline, said.credit), ("Ferry row", "Quayside"))
        # One that says it is longer than anything, and many that begin and never come.
        for length, names in ((b"\xff\xff\xff\xff", 1), (b"\0\x30\0\0", 300)):
            long = [
                (1, b"http://ns.adobe.com/xmp/extension/\0" + b"%032d" % name + length + b"\0\0\0\0<")
                for name in range(names)
            ]
            self.assertEqual(self.read(with_segments(encoded(scene()), *long)).as_filed, {})

    def test_of_two_packets_the_one_that_was_added_counts(self):
        first, second = (b"http://ns.adobe.com/xap/1.0/\0" + xmp(f' photoshop:Credit="{name}"') for name in "12")
        self.assertEqual(self.read(with_segments(encoded(scene()), (1, first), (1, second))).credit, "2")

    def test_xmp_that_is_not_well_formed_is_mended(self):
        sound = xmp(' photoshop:Credit="Quay &amp; Co"')
        for broken in (
            sound.replace(b"&amp;", b"&"),
            sound.replace(b"Quay", b"Qu\x0cay"),
            sound.replace(b"Quay", b"Qu&#x0;ay"),
            sound.replace(b"Quay", b"Quay\xe9").replace(b"\xe9", b""),
            sound + b"<and more>",
            b"\0\0" + sound + b"\0\0\0",
            sound.replace(b"</x:xmpmeta>", b""),
            sound.replace(b'begin=""', b'begin="\xef\xbb\xbf"'),
        ):
            self.assertEqual(self.read(xmp=broken).credit, "Quay & Co", broken)
        self.assertEqual(self.read(xmp=sound.replace(b"; Co", b"; C\xf3")).credit, "Quay & C\ufffd")

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

    def test_place_and_keywords_are_read_from_iim(self):
        block = iim(
            (92, b"The slip"), (90, b"Cobh"), (95, b"Cork"), (101, b"Ireland"), (25, b"ferries"), (25, b"quays"),
            (40, b"One use"), (62, b"20240503"), (63, b"140506"),
        )  # fmt: skip
        said = self.read(with_iim(encoded(scene()), block))
        self.assertEqual((said.place, said.city, said.region, said.country), ("The slip", "Cobh", "Cork", "Ireland"))
        self.assertEqual((said.keywords, said.instructions), ("ferries\nquays", "One use"))
        self.assertEqual(said.taken_at.date().isoformat(), "2024-05-03")

    def test_of_a_field_that_stands_once_the_first_counts(self):
        block = iim((120, b"The harbour."), (120, b"Another."), (80, b"Ina Ross"), (80, b"Tom Day"))
        said = self.read(with_iim(encoded(scene()), block))
        self.assertEqual((said.caption, said.creator), ("The harbour.", "Ina Ross, Tom Day"))

    def test_iim_is_read_from_every_kind_that_has_it(self):
        block = iim((110, b"Quayside"))
        turned = b"".join(block[at : at + 4].ljust(4, b"\0")[::-1] for at in range(0, len(block), 4))
        for tags in ({33723: block}, {33723: turned}, {34377: resource(block)}):
            self.assertEqual(self.read(kind="TIFF", tiffinfo=tags).credit, "Quayside")
        for name, data in (("iptc", resource(block)), ("8bim", block)):
            words = f"\n{name}\n{len(data):8}\n{data.hex()}\n"
            for compressed in (True, False):
                chunks = text_chunks()
                chunks.add_text(f"Raw profile type {name}", words, zip=compressed)
                self.assertEqual(self.read(kind="PNG", pnginfo=chunks).credit, "Quayside")

    def test_iim_is_found_between_other_resources(self):
        block = resource(iim((110, b"Quayside")))
        other = resource(b"8BIM is not one here", number=0x03ED)
        for resources in (
            other + block,
            b"rubbish" + other + b"\0\0\0" + block + other,
            resource(b"x", b"MeSa", 7) + block.replace(b"8BIM", b"PHUT"),
            block[:-3],
        ):
            for head in (b"Photoshop 3.0\0", b"Adobe_Photoshop2.5:"):
                said = self.read(with_segments(encoded(scene()), (13, head + resources)))
                self.assertTrue(said.credit and "Quayside".startswith(said.credit), (said.credit, resources))
        halves = [(13, b"Photoshop 3.0\0" + half) for half in ((other + block)[:30], (other + block)[30:])]
        self.assertEqual(self.read(with_segments(encoded(scene()), *halves)).credit, "Quayside")

    def test_a_long_text_in_iim_is_read_too(self):
        caption = b"The ferry leaves. " * 3000
        block = b"\x1c\x02\x78\x80\x04" + len(caption).to_bytes(4, "big") + caption + iim((110, b"Quayside"))
        said = self.read(with_iim(encoded(scene()), block))
        self.assertEqual((said.caption[:10], said.credit), ("The ferry ", "Quayside"))

    def test_the_macintoshs_letters_are_known_where_no_other_would_stand(self):
        for text, encoding in (
            ("Jens Tr\u00fcbiger", "mac_roman"),
            ("Andr\u00e9, Ren\u00e9e", "mac_roman"),
            ("Jens Tr\u00fcbiger", "cp1252"),
            ("the ferry\u2019s \u201clast\u201d trip", "cp1252"),
            ("Pa\u0161i\u0107".replace("\u0107", "c"), "cp1252"),
            ("c\u0153ur \u2026 caf\u00e9", "cp1252"),
        ):
            block = iim((120, text.encode(encoding)))
            self.assertEqual(self.read(with_iim(encoded(scene()), block)).caption, text)

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

    def test_exif_is_read_from_every_kind_that_has_it(self):
        packet = exif({0x013B: "Ina Ross"}, {0x9003: "2024:05:03 14:05:06"})
        for kind in ("JPEG", "WEBP", "AVIF", "PNG"):
            said = self.read(kind=kind, exif=packet)
            self.assertEqual((said.creator, said.taken_at.year), ("Ina Ross", 2024), kind)
        self.assertEqual(self.read(kind="TIFF", exif=packet).creator, "Ina Ross")
        behind = with_chunks(encoded(scene(), "PNG"), chunk(b"eXIf", packet.tobytes().removeprefix(b"Exif\0\0")))
        self.assertEqual(self.read(behind).creator, "Ina Ross")

    def test_exif_of_odd_types_and_padding_is_read(self):
        for value, words in (
            ("Ina Ross          ", "Ina Ross"),
            ("Ina Ross\0\0\xff\xfe rubbish", "Ina Ross"),
            (" \0Quayside", "Quayside"),
            (b"Ina Ross\0", "Ina Ross"),
        ):
            self.assertEqual(self.read(exif=exif({0x013B: value})).creator, words, value)

    def test_windows_own_fields_stand_in(self):
        fields = {0x9C9B: "Slip", 0x9C9C: "The caf\u00e9 at the slip", 0x9C9D: "Ina Ross", 0x9C9E: "ferries; quays"}
        said = self.read(exif=exif({tag: (text + "\0").encode("utf-16-le") for tag, text in fields.items()}))
        self.assertEqual((said.caption, said.creator), ("The caf\u00e9 at the slip", "Ina Ross"))
        self.assertEqual(said.keywords, "ferries\nquays")
        self.assertEqual(
            self.read(exif=exif({0x010E: "The slip.", 0x9C9C: "x".encode("utf-16-le")})).caption, "The slip."
        )

    def test_a_comment_stays_as_filed(self):
        for value in (
            b"ASCII\0\0\0At the slip",
            b"UNICODE\0" + "At the slip".encode("utf-16-be"),
            b"\0" * 8 + b"At the slip",
        ):
            said = self.read(exif=exif(details={0x9286: value}))
            self.assertEqual((said.caption, said.as_filed["exif"]["comment"]), ("", "At the slip"))

    def test_the_texts_of_a_png_are_believed_last(self):
        chunks = text_chunks(Description="The harbour.", Author="Tom Day", Title="Slip", Software="Quaypaint")
        said = self.read(kind="PNG", pnginfo=chunks, exif=exif({0x013B: "Ina Ross"}))
        self.assertEqual((said.caption, said.creator), ("The harbour.", "Ina Ross"))
        self.assertEqual(said.as_filed["png"], {"caption": "The harbour.", "creator": "Tom Day", "title": "Slip"})

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

    def test_what_cameras_write_is_no_credit_and_gives_no_caption_but_for_want_of_one(self):
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
            "SANYO DIGITAL CAMERA",
            "DCF 1.0",
            "File written by Adobe Photoshop\xa8 4.0",
        ):
            with self.subTest(junk):
                said = self.read(exif=exif({0x010E: junk}))
                self.assertTrue(is_junk("caption", said.caption))
                self.assertEqual(said.caption, said.as_filed["exif"]["caption"] if junk != "---" else "")

    def test_a_caption_that_speaks_of_a_camera_stays(self):
        for words in (
            "Digital camera sales fall",
            "Sony opens",
            "Default of the council",
            "A photo of 12 ferries",
            "Canon digital camera stolen",
            "co,co,co,co,co,co,co,co,co,co,co,co,co,co,co,co,co,co,co,co,co,co,co,co,co,co,co!",
        ):
            self.assertEqual(self.read(exif=exif({0x010E: words})).caption, words)

    def test_junk_gives_way_to_the_next_source(self):
        data = encoded(scene(), xmp=xmp(elements="<dc:description>SONY DSC</dc:description>"))
        said = self.read(with_iim(data, iim((120, b"The harbour."))))
        self.assertEqual(said.caption, "The harbour.")

    def test_a_day_takes_the_time_that_another_gives_for_it(self):
        packet = xmp(' photoshop:DateCreated="2024-05-03"')
        for when, time in (("2024:05:03 14:05:06", "14:05:06"), ("2024:05:04 14:05:06", "00:00:00")):
            said = self.read(xmp=packet, exif=exif(details={0x9003: when}))
            self.assertTrue(timezone.localtime(said.taken_at).isoformat().startswith(f"2024-05-03T{time}"))

    def test_what_somebody_wrote_counts_before_the_cameras_clock(self):
        block = iim((55, b"20240503"))
        data = encoded(scene(), exif=exif(details={0x9003: "2003:01:01 00:00:00"}))
        self.assertEqual(self.read(with_iim(data, block)).taken_at.year, 2024)
        self.assertEqual(self.read(exif=exif(details={0x9004: "2003:01:01 00:00:00"})).taken_at.year, 2003)

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
