import io
import time

from django.test import SimpleTestCase, override_settings
from PIL import Image

from images import examine

from .pictures import encoded, exif, flood, scene, sent


class ExamineTests(SimpleTestCase):
    def refuses(self, kind, data, words):
        with self.assertRaises(kind) as caught:
            examine.examine(sent(data))
        self.assertIn(words, str(caught.exception))

    def test_each_kind_we_take_is_known_by_its_content(self):
        for kind in examine.KINDS:
            with self.subTest(kind):
                seen = examine.examine(sent(encoded(scene(), kind), "no-name-to-go-by"))
                self.assertEqual((seen.format, seen.width, seen.height), (kind, 400, 300))

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
        seen = examine.examine(file)
        self.assertEqual(len(seen.sha256), 64)
        self.assertEqual(file.tell(), 0)
        self.assertEqual(seen, examine.examine(file))
        self.assertNotEqual(seen.sha256, examine.examine(sent(scene(401))).sha256)

    def test_what_is_no_photo_is_refused(self):
        for data in (
            b"<html><script>alert(1)</script>",
            b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
            b"%PDF-1.7 and more",
            b"PK\x03\x04 an archive",
            b"plain words",
            b"x",
        ):
            with self.subTest(data[:12]):
                self.refuses(examine.NotAPhoto, data, "not a photo")

    def test_an_empty_file_is_refused(self):
        with self.assertRaises(examine.NotAPhoto):
            examine.examine(io.BytesIO())

    def test_other_kinds_of_picture_are_named(self):
        self.refuses(examine.KindNotTaken, encoded(scene(), "TIFF"), "TIFF")
        self.refuses(examine.KindNotTaken, encoded(scene(), "BMP"), "bitmap")
        self.refuses(examine.KindNotTaken, b"\0\0\0\x18ftypheic\0\0\0\0", "HEIC")
        self.refuses(examine.KindNotTaken, b"8BPS\0\x01 and layers", "export it as a JPEG")

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

    def test_a_picture_too_small_for_a_page_is_refused(self):
        self.refuses(examine.TooSmall, encoded(scene(199, 300)), "199 by 300")
        self.refuses(examine.TooSmall, encoded(scene(300, 99)), "300 by 99")
        self.refuses(examine.TooSmall, encoded(scene(300, 150), exif=exif({0x0112: 6})), "150 by 300")

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

    def test_broken_exif_does_not_matter(self):
        data = encoded(scene(), exif=b"Exif\0\0MM\0*\0\0\0\x08\xff\xff\x01\x12\0\x03")
        self.assertEqual(examine.examine(sent(data)).width, 400)
