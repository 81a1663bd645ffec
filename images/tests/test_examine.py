import io
import json
import struct
import subprocess
import sys
import tempfile
import time
import zipfile
from types import SimpleNamespace
from unittest import mock

from django.conf import settings
from django.test import SimpleTestCase, override_settings
from PIL import Image

from images import examine, kinds, traps

from .pictures import chunk, encoded, exif, flood, scene, sent, with_segments

# Examines each file named to it, in a process that has done nothing else; tells how long it took and how much it grew.
ALONE = """
import json, resource, sys, time
from images import examine
def most(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
for name in sys.argv[1:]:
    before, began = most(), time.process_time()
    with open(name, "rb") as file:
        try: found = str(examine.examine(file))
        except examine.Refused as refused: found = type(refused).__name__
    print(json.dumps([found, time.process_time() - began, most() - before]))
"""


def many_frames(count):
    """Return a small GIF of `count` pictures."""
    gif = encoded(scene(), "GIF")
    start = gif.index(b",", 13)
    return gif[:start] + b"!\xf9\x04\0\0\0\0\0" + gif[start:-1] * count + b";"


def large_webp():
    """Return a WebP that says it has 13 megapixels."""
    small = encoded(scene(), "WEBP")
    return small[:26] + (4000).to_bytes(2, "little") + (3300).to_bytes(2, "little") + small[30:]


def strips(count):
    """Return a TIFF that says it has so many strips."""
    tags = [(256, 1, 100), (257, 1, 100), (258, 1, 8), (259, 1, 1), (262, 1, 1), (273, count, 8), (278, 1, 1)]
    entries = b"".join(struct.pack("<HHII", tag, 4, number, value) for tag, number, value in tags)
    end = struct.pack("<H", len(tags)) + entries + bytes(4)
    return b"II*\0" + struct.pack("<I", 8 + 4 * count) + bytes(4 * count) + end + bytes(10_000)


def numbers(tag, count):
    """Return EXIF in which a tag has so many fractions."""
    entry = struct.pack("<HHHII", 1, tag, 5, count, 26)
    return b"II*\0" + struct.pack("<I", 8) + entry + bytes(4) + struct.pack("<II", 6, 1) * count


def archive():
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as packed:
        packed.writestr("Run.class", b"\xca\xfe\xba\xbe")
    return written.getvalue()


class ExamineTests(SimpleTestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.folder = cls.enterClassContext(tempfile.TemporaryDirectory())

    def refuses(self, kind, data, words):
        with self.assertRaises(kind) as caught:
            examine.examine(sent(data))
        self.assertIn(words, str(caught.exception))

    def test_each_kind_we_take_is_known_by_its_content(self):
        for kind in examine.KINDS:
            with self.subTest(kind):
                seen = examine.examine(sent(encoded(scene(), kind), "no-name-to-go-by"))
                self.assertEqual((seen.format, seen.width, seen.height), (kinds.OUR_NAMES.get(kind, kind), 400, 300))

    def test_size_is_that_of_the_upright_picture(self):
        for orientation, size in (
            (1, (400, 300)),
            (2, (400, 300)),
            (3, (400, 300)),
            (6, (300, 400)),
            (8, (300, 400)),
        ):
            seen = examine.examine(sent(encoded(scene(), exif=exif({0x0112: orientation}))))
            self.assertEqual((seen.width, seen.height), size)

    def test_the_fingerprint_is_of_the_bytes_and_the_file_is_left_at_its_beginning(self):
        file = sent(scene())
        first = examine.fingerprint(file)
        self.assertEqual(len(first), 64)
        self.assertEqual(file.tell(), 0)
        self.assertEqual(first, examine.fingerprint(file))
        self.assertNotEqual(first, examine.fingerprint(sent(scene(401))))

    def test_what_is_no_photo_is_refused_by_its_name(self):
        for data, words in (
            (b"<html><script>alert(1)</script>", "This is a web page and not a photo: please save the picture itself."),
            (b"\n<!DOCTYPE html >", "web page"),
            (b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "drawing (SVG)"),
            (b"%PDF-1.7 and more", "document"),
            (b"%!PS-Adobe", "document"),
            (b"PK\x03\x04 an archive", "unpack it"),
            (b"\0\0\0\x18ftypmp42\0\0\0\0", "a film and not a photo: please upload a still"),
            (b"RIFF\0\0\0\0AVI LIST", "a film"),
            (b"plain words", "This file is not a photo. We take JPEG"),
            (b"push graphic-context\nviewbox 0 0 640 480", "not a photo"),
            (b"x", "not a photo"),
        ):
            with self.subTest(data[:12]):
                self.refuses(examine.NotAPhoto, data, words)

    def test_an_empty_file_is_refused(self):
        with self.assertRaises(examine.NotAPhoto):
            examine.examine(io.BytesIO())

    def test_other_kinds_of_picture_are_named(self):
        for data, words in (
            (encoded(scene(), "BMP"), "a Windows bitmap. We take JPEG, PNG, WebP, AVIF, GIF, TIFF and HEIC"),
            (encoded(scene(), "ICO"), "an icon"),
            (encoded(scene(), "JPEG2000"), "JPEG 2000"),
            (b"8BPS\0\x01 and layers", "export it as a JPEG"),
            (b"\0\0\0\x0cJXL \r\n", "JPEG XL"),
            (b"\xff\x0a\xfa", "JPEG XL"),
            (b"\0\0\0\x18ftypcrx \0\0\0\x01crx isom", "a camera’s raw file"),
            (b"FUJIFILMCCD-RAW 0201", "a camera’s raw file"),
        ):
            with self.subTest(words):
                self.refuses(examine.KindNotTaken, data, words)

    def test_a_cameras_raw_file_is_known_though_it_is_a_tiff(self):
        for tags in ({50706: b"\1\4\0\0"}, {254: 1}, {262: 32803}):
            picture = encoded(scene(mode="L"), "TIFF", tiffinfo={tag: tags[tag] for tag in tags if tag != 262})
            if 262 in tags:  # where the picture says how its colours are kept
                at = picture.index(b"\x06\x01\x03\0\1\0\0\0")
                picture = picture[: at + 8] + (32803).to_bytes(2, "little") + picture[at + 10 :]
            with self.assertRaises(examine.Refused) as caught:
                examine.examine(sent(picture))
            self.assertIsInstance(caught.exception, (examine.KindNotTaken, examine.Unreadable))
        self.refuses(examine.KindNotTaken, encoded(scene(), "TIFF", tiffinfo={254: 1}), "raw file")

    def test_each_way_of_keeping_pixels_in_a_tiff_is_taken(self):
        for mode in ("1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "YCbCr", "LAB", "I", "F", "I;16"):
            for compression in ("raw", "tiff_lzw", "tiff_adobe_deflate"):
                if mode == "YCbCr" and compression != "raw":
                    continue
                with self.subTest(mode=mode, compression=compression):
                    picture = Image.new("LAB", (400, 300)) if mode == "LAB" else scene(mode=mode)
                    data = encoded(picture, "TIFF", compression=compression)
                    seen = examine.examine(sent(data))
                    self.assertEqual((seen.format, seen.width, seen.height), ("TIFF", 400, 300))
        pages = encoded(scene(), "TIFF", save_all=True, append_images=[scene(100, 50)] * 3)
        self.assertEqual(examine.examine(sent(pages)).width, 400)
        with mock.patch.object(kinds, "MODES", {"L"}):
            self.refuses(examine.KindNotTaken, encoded(scene(), "TIFF"), "keeps its colours")

    def test_a_tiff_says_how_it_lies_as_others_do(self):
        for orientation, size in ((1, (400, 300)), (3, (400, 300)), (6, (300, 400)), (8, (300, 400))):
            seen = examine.examine(sent(encoded(scene(), "TIFF", tiffinfo={0x0112: orientation})))
            self.assertEqual((seen.width, seen.height), size)

    def test_a_telephones_heic_is_the_right_way_up(self):
        lying = scene()
        lying.info["exif"] = exif({0x0112: 6}).tobytes()
        seen = examine.examine(sent(encoded(lying, "HEIF")))
        self.assertEqual((seen.format, seen.width, seen.height), ("HEIC", 300, 400))

    def test_a_file_with_too_many_bytes_is_refused_unread(self):
        self.refuses(examine.TooManyBytes, b"\xff\xd8\xff" + bytes(30 * 1024 * 1024), "25.0")

    def test_a_pixel_flood_is_refused_without_decoding(self):
        data = flood(9000, 9000)
        self.assertLess(len(data), 20_000)
        began = time.process_time()
        self.refuses(examine.TooManyPixels, data, "9000 by 9000")
        self.assertLess(time.process_time() - began, 0.1)

    def test_a_flood_beyond_what_pillow_opens_is_refused(self):
        self.refuses(examine.TooManyPixels, flood(12_000, 12_000), "50 megapixels")

    def test_a_very_long_picture_is_refused(self):
        self.refuses(examine.TooManyPixels, flood(50_000, 1), "50000 by 1")
        self.refuses(examine.TooManyPixels, flood(1, 50_000), "1 by 50000")

    @override_settings(PHOTO_MAX_PIXELS=100_000)
    def test_the_limit_is_the_setting(self):
        self.refuses(examine.TooManyPixels, encoded(scene()), "0.1 megapixels")

    def test_each_kind_has_as_many_pixels_as_memory_allows(self):
        # A telephone's photo of 24 megapixels, a camera's of 20, a picture of the web of 12.
        sizes = {"HEIC": (5712, 4284), "AVIF": (5472, 3648), "WEBP": (4032, 3024), "JPEG": (8256, 5504)}
        for kind, (width, height) in sizes.items():
            self.assertLessEqual(width * height, kinds.most_pixels(kind, 50_000_000), kind)
        self.assertEqual(kinds.most_pixels("HEIC", 1_000_000), 1_000_000)
        self.refuses(examine.TooManyPixels, large_webp(), "This WEBP picture is 4000 by 3300")

    def test_a_picture_on_which_nothing_is_seen_is_refused(self):
        self.refuses(examine.TooSmall, encoded(scene(7, 300)), "7 by 300")
        self.refuses(examine.TooSmall, encoded(scene(300, 7)), "300 by 7")
        self.assertEqual(examine.examine(sent(scene(8, 8))).width, 8)

    def test_a_small_photo_is_taken_and_told_to_be_small(self):
        for size, words in (
            ((199, 900), "hardly anything"),
            ((900, 99), "hardly anything"),
            ((1199, 900), "only 1199 by 900 pixels: a lead photo wants 1,200 across."),
            ((1200, 100), ""),
        ):
            self.assertIn(words, told := examine.small(SimpleNamespace(width=size[0], height=size[1])))
            self.assertEqual(bool(told), bool(words))

    def test_an_animation_without_end_is_refused(self):
        self.assertEqual(examine.examine(sent(many_frames(30))).format, "GIF")
        self.refuses(examine.KindNotTaken, many_frames(traps.MOST_FRAMES + 1), "animation of more than 1,000")
        still = encoded(scene(), "PNG")
        control = chunk(b"acTL", (10_000).to_bytes(4, "big") + bytes(4))
        self.refuses(examine.KindNotTaken, still[:33] + control + still[33:], "animation")

    def test_a_jpeg_in_passes_without_end_is_refused(self):
        jpeg = encoded(scene(), progressive=True)
        self.assertEqual(examine.examine(sent(jpeg)).format, "JPEG")
        last = jpeg[jpeg.rindex(b"\xff\xda") : -2]
        self.refuses(examine.TooManyPixels, jpeg[:-2] + last * traps.MOST_PASSES + jpeg[-2:], "passes")
        # What looks like a pass inside another segment is none.
        hidden = with_segments(jpeg, (5, b"\xff\xda\0\x08" * 1000))
        self.assertEqual(examine.examine(sent(hidden)).format, "JPEG")

    def test_a_picture_that_is_something_else_too_is_refused(self):
        jpeg, png, gif = (encoded(scene(), kind) for kind in ("JPEG", "PNG", "GIF"))
        for data in (
            jpeg + archive(),
            png + archive(),
            png + b"<html><script>alert(1)</script>",
            jpeg + b"\n<?php system($_GET['x']);",
            gif[:6] + b"/*" + gif[8:] + b"*/=1;alert(1)",
            with_segments(jpeg, (4, b"\n%PDF-1.4\n1 0 obj")),
        ):
            with self.subTest(data[-30:]):
                self.refuses(examine.Refused, data, "something else at once")

    def test_words_that_look_like_markup_make_no_web_page_of_a_photo(self):
        data = encoded(scene(), exif=exif({0x010E: "<script>alert(1)</script>"}))
        self.assertEqual(examine.examine(sent(data)).format, "JPEG")
        # A telephone keeps a film, a stereo camera a second picture behind the photo.
        for more in (b"\0\0\0\x18ftypmp42" + bytes(range(256)) * 300, encoded(scene())):
            self.assertEqual(examine.examine(sent(encoded(scene()) + more)).format, "JPEG")

    def test_what_is_refused_undecoded_takes_neither_time_nor_memory(self):
        whole = encoded(scene(2000, 2000, "L"), progressive=True)
        floods = {
            "81 megapixels": flood(9000, 9000),
            "177 megapixels": flood(13_300, 13_300),
            "a long strip": flood(50_000, 1),
            "a high strip": flood(1, 50_000),
            "ten thousand frames": many_frames(10_000),
            "a WebP": large_webp(),
            "no picture": b"<svg>" + bytes(20_000_000),
            "strips": strips(3_000_000),
            "passes": whole[:-2] + whole[whole.rindex(b"\xff\xda") : -2] * 100 + whole[-2:],
        }
        names = []
        for number, data in enumerate(floods.values()):
            names.append(f"{self.folder}/{number}")
            with open(names[-1], "wb") as file:
                file.write(data)
        told = subprocess.run(  # noqa: S603
            [sys.executable, "-W", "ignore", "-c", ALONE, *names],
            cwd=settings.BASE_DIR,
            capture_output=True,
            check=True,
        )
        for name, line in zip(floods, told.stdout.splitlines(), strict=True):
            found, seconds, grown = json.loads(line)
            self.assertNotIn("Examined", found, name)
            self.assertLess(seconds, 0.3, name)
            self.assertLess(grown, 64, name)

    def test_a_damaged_file_is_refused(self):
        for kind in examine.KINDS:
            whole = encoded(scene(mode="L").effect_spread(40).convert("RGB"), kind)
            for part in (0.05, 0.6):
                with self.subTest(kind=kind, part=part):
                    self.refuses(examine.Unreadable, whole[: max(20, int(len(whole) * part))], "damaged")

    def test_of_an_animation_the_first_picture_is_examined(self):
        frames = [scene(), Image.new("RGB", (400, 300), "black")]
        for kind in ("GIF", "WEBP", "PNG", "AVIF"):
            data = encoded(frames[0], kind, save_all=True, append_images=frames[1:] * 3, duration=100)
            self.assertEqual(examine.examine(sent(data)).format, kind)

    def test_a_phones_jpeg_with_a_second_picture_behind_is_a_jpeg(self):
        data = encoded(scene(), "MPO", save_all=True, append_images=[scene(200, 150)])
        self.assertEqual(examine.examine(sent(data)).format, "JPEG")

    def test_a_tag_with_numbers_without_end_is_not_read(self):
        self.refuses(examine.Unreadable, strips(70_000), "damaged")
        for count, turned in ((1, True), (70_000, False)):
            data = encoded(scene(), "PNG")
            data = data[:33] + chunk(b"eXIf", numbers(0x112, count)) + data[33:]
            self.assertEqual(examine.examine(sent(data)).height == 400, turned)

    def test_broken_exif_does_not_matter(self):
        data = encoded(scene(), exif=b"Exif\0\0MM\0*\0\0\0\x08\xff\xff\x01\x12\0\x03")
        self.assertEqual(examine.examine(sent(data)).width, 400)
