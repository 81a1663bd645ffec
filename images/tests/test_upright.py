"""Whatever a camera or a desk made, readers see it the right way up and in its colours."""

import io
import struct

from django.test import SimpleTestCase
from PIL import Image, ImageChops, ImageCms, ImageStat

from images.profile import curve, matrix_profile, profile
from images.upright import upright

from .pictures import encoded, exif, scene, text_chunks, xmp

CORNERS = {"red": (0.2, 0.2), "lime": (0.8, 0.2), "blue": (0.8, 0.8), "white": (0.2, 0.8)}
BACK = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # how a picture is stored that its orientation turns upright
P3 = (0.51512, 0.24120, -0.00105), (0.29198, 0.69225, 0.04189), (0.15710, 0.06657, 0.78407)
ADOBE = (0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457)
PROPHOTO = (0.79767, 0.28804, 0.0), (0.13519, 0.71188, 0.0), (0.03134, 0.00009, 0.82491)


class SeenTestCase(SimpleTestCase):
    def seen(self, data, at_scale=1):
        found = upright(io.BytesIO(data), at_scale)
        self.assertEqual(found.mode, "RGB")
        return found

    def assert_upright(self, picture, within=40):
        for colour, (x, y) in CORNERS.items():
            found = picture.getpixel((int(picture.width * x), int(picture.height * y)))
            wanted = Image.new("RGB", (1, 1), colour).getpixel((0, 0))
            self.assertLess(max(abs(a - b) for a, b in zip(found, wanted, strict=True)), within, (colour, found))

    def assert_colour(self, data, wanted, within=4):
        found = self.seen(data).getpixel((5, 5))
        self.assertLess(max(abs(a - b) for a, b in zip(found, wanted, strict=True)), within, (found, wanted))


class TurnTests(SeenTestCase):
    def stored(self):
        for orientation, turn in BACK.items():
            yield orientation, scene(120, 90).transpose(Image.Transpose(turn))

    def test_every_turn_in_exif_is_honoured(self):
        for orientation, picture in self.stored():
            for kind in ("JPEG", "PNG", "WEBP", "AVIF", "TIFF"):
                with self.subTest(orientation=orientation, kind=kind):
                    found = self.seen(encoded(picture, kind, exif=exif({0x0112: orientation})))
                    self.assertEqual(found.size, (120, 90))
                    self.assert_upright(found)

    def test_every_turn_in_xmp_is_honoured_where_exif_says_nothing(self):
        for orientation, picture in self.stored():
            for packet in (
                xmp(f' xmlns:tiff="http://ns.adobe.com/tiff/1.0/" tiff:Orientation="{orientation}"'),
                xmp(
                    ' xmlns:tiff="http://ns.adobe.com/tiff/1.0/"', f"<tiff:Orientation>{orientation}</tiff:Orientation>"
                ),
            ):
                chunks = text_chunks()
                chunks.add_itxt("XML:com.adobe.xmp", packet.decode())
                for kind, options in (
                    ("JPEG", {"xmp": packet}),
                    ("WEBP", {"xmp": packet}),
                    ("PNG", {"pnginfo": chunks}),
                ):
                    with self.subTest(orientation=orientation, kind=kind):
                        self.assert_upright(self.seen(encoded(picture, kind, **options)))

    def test_where_both_speak_exif_is_believed(self):
        packet = xmp(' xmlns:tiff="http://ns.adobe.com/tiff/1.0/" tiff:Orientation="3"')
        self.assert_upright(self.seen(encoded(scene(120, 90), exif=exif({0x0112: 1}), xmp=packet)))

    def test_a_turned_picture_is_scaled_alike(self):
        data = encoded(scene(900, 1200).transpose(Image.Transpose.ROTATE_90), exif=exif({0x0112: 6}))
        found = self.seen(data, 0.2)
        self.assertLess(found.width, 400)
        self.assertAlmostEqual(found.height / found.width, 4 / 3, 1)
        self.assert_upright(found)


class ModeTests(SeenTestCase):
    def test_every_mode_becomes_plain_rgb(self):
        clear = scene(mode="RGBA")
        clear.putpixel((0, 0), (0, 0, 0, 0))
        for picture, kinds in (
            (scene(mode="RGB"), ("JPEG", "PNG", "WEBP", "AVIF", "TIFF")),
            (scene(mode="CMYK"), ("JPEG", "TIFF")),
            (scene(mode="YCbCr"), ("JPEG", "TIFF")),
            (scene(mode="P"), ("PNG", "GIF", "TIFF")),
            (clear, ("PNG", "WEBP", "AVIF", "GIF", "TIFF")),
        ):
            for kind in kinds:
                with self.subTest(mode=picture.mode, kind=kind):
                    self.assert_upright(self.seen(encoded(picture, kind)), within=60)

    def test_inks_are_read_with_and_without_adobes_mark(self):
        data = encoded(scene(mode="CMYK"))
        self.assert_upright(self.seen(data), within=60)
        at = data.index(b"\xff\xee\x00\x0eAdobe")
        plain = encoded(ImageChops.invert(scene(mode="CMYK")))  # without the mark, inks are stored as they are
        self.assert_upright(self.seen(plain[:at] + plain[at + 16 :]), within=60)

    def test_inks_are_seen_by_their_profile(self):
        data = encoded(Image.new("CMYK", (40, 30), (255, 0, 0, 0)), icc_profile=inks_in_which_cyan_is_red())
        self.assert_colour(data, (255, 0, 0), within=12)

    def test_numbers_of_16_bits_and_more_become_eight(self):
        half = Image.new("I;16", (40, 30), 0x8000)
        for picture, kind in (
            (half, "PNG"),
            (half, "TIFF"),
            (half.convert("I").convert("I;16B"), "TIFF"),
            (half.convert("I"), "TIFF"),
            (Image.new("F", (40, 30), 0.5), "TIFF"),
        ):
            with self.subTest(mode=picture.mode, kind=kind):
                self.assert_colour(encoded(picture, kind), (128, 128, 128))
        self.assert_colour(encoded(half, "PNG", transparency=3), (128, 128, 128))
        self.assert_colour(wide_png((0x8000, 0x40FF, 0xFFFF)), (128, 64, 255))
        brighter = Image.new("F", (40, 30), 20_000.0)
        brighter.putpixel((0, 0), 40_000.0)
        self.assert_colour(encoded(brighter, "TIFF"), (128, 128, 128))

    def test_lab_is_colour(self):
        to_lab = ImageCms.buildTransform(ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), "RGB", "LAB")
        self.assert_upright(self.seen(encoded(ImageCms.applyTransform(scene(), to_lab), "TIFF")), within=60)

    def test_what_is_see_through_stands_on_white(self):
        for mode, kinds in (("RGBA", ("PNG", "WEBP", "AVIF", "TIFF", "GIF")), ("LA", ("PNG", "TIFF"))):
            clear = Image.new("RGBA", (40, 30), (0, 0, 0, 0)).convert(mode)
            for kind in kinds:
                with self.subTest(mode=mode, kind=kind):
                    self.assert_colour(encoded(clear, kind), (255, 255, 255))
        half = Image.new("LA", (40, 30), (0, 128))
        self.assert_colour(encoded(half, "PNG"), (127, 127, 127))
        self.assert_colour(encoded(Image.new("P", (40, 30), 0), "PNG", transparency=0), (255, 255, 255))

    def test_grey_and_black_and_white_stay_so(self):
        for mode in ("L", "LA", "1"):
            self.assert_colour(encoded(Image.new("L", (40, 30), 255).convert(mode), "PNG"), (255, 255, 255))
            self.assert_colour(encoded(Image.new("L", (40, 30), 0).convert(mode), "PNG"), (0, 0, 0))


class ColourTests(SeenTestCase):
    def test_wide_colours_become_those_of_the_web(self):
        plain = Image.new("RGB", (40, 30), (200, 60, 40))
        for primaries, gamma in ((P3, 2.2), (ADOBE, 2.2), (PROPHOTO, 1.8)):
            wide = matrix_profile(*primaries, gamma)
            stored = ImageCms.profileToProfile(
                plain, ImageCms.createProfile("sRGB"), ImageCms.ImageCmsProfile(io.BytesIO(wide))
            )
            self.assertGreater(max(ImageStat.Stat(ImageChops.difference(plain, stored)).mean), 8)
            for kind in ("JPEG", "PNG", "WEBP", "AVIF", "TIFF"):
                with self.subTest(primaries=primaries, kind=kind):
                    options = {} if kind in ("PNG", "TIFF") else {"quality": 100}
                    self.assert_colour(encoded(stored, kind, icc_profile=wide, **options), (200, 60, 40), within=6)

    def test_a_camera_that_only_says_adobe_rgb_is_understood(self):
        data = exif({}, {0xA005: {1: "R03"}})
        self.assert_colour(encoded(Image.new("RGB", (40, 30), (200, 150, 100)), exif=data), (217, 151, 97))
        other = exif({}, {0xA005: {1: "R98"}})
        self.assert_colour(encoded(Image.new("RGB", (40, 30), (200, 150, 100)), exif=other), (200, 150, 100))

    def test_grey_has_profiles_too(self):
        linear = profile(b"GRAY", {"kTRC": curve(1)})
        grey = Image.new("L", (40, 30), 128)
        for kind in ("JPEG", "PNG", "TIFF"):
            self.assert_colour(encoded(grey, kind, icc_profile=linear), (188, 188, 188))
        for picture in (grey.convert("LA"), Image.new("I;16", (40, 30), 0x8080)):
            self.assert_colour(encoded(picture, "PNG", icc_profile=linear), (188, 188, 188))
        # Programs leave a picture's former profile with it when they take the colours out.
        linear_rgb = matrix_profile(*P3, 1)
        self.assert_colour(encoded(grey, icc_profile=linear_rgb), (188, 188, 188))

    def test_a_profile_that_fits_nothing_is_no_profile(self):
        srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
        for mode, wrong in (("RGB", b"no profile"), ("RGB", b""), ("CMYK", srgb), ("RGB", profile(b"GRAY", {}))):
            self.assert_upright(self.seen(encoded(scene(mode=mode), icc_profile=wrong)), within=60)
        self.assert_upright(self.seen(encoded(scene(), icc_profile=srgb)))


class StillTests(SeenTestCase):
    def test_of_an_animation_the_first_picture_is_shown_alone(self):
        black = Image.new("RGB", (400, 300), "black")
        for kind in ("GIF", "WEBP", "PNG", "AVIF"):
            data = encoded(scene(), kind, save_all=True, append_images=[black, black], duration=100)
            self.assert_upright(self.seen(data), within=60)

    def test_a_first_picture_smaller_than_its_stage_stands_on_white(self):
        data = bytearray(encoded(scene(20, 15, "P"), "GIF", transparency=9, optimize=False))
        data[6:10] = struct.pack("<HH", 60, 45)  # the stage
        found = self.seen(bytes(data))
        self.assertEqual(found.size, (60, 45))
        self.assertEqual(found.getpixel((50, 40)), (255, 255, 255))
        self.assertEqual(found.getpixel((5, 5)), (255, 0, 0))

    def test_of_several_photos_in_one_file_the_first_is_shown(self):
        data = encoded(scene(), "MPO", save_all=True, append_images=[Image.new("RGB", (400, 300), "black")])
        self.assert_upright(self.seen(data))
        self.assert_upright(self.seen(data, 0.2))


def inks_in_which_cyan_is_red():
    """Return a profile of four inks: the first is red, and the others are nearly as they should be."""
    paper, red, black = (255, 128, 128), (136, 208, 195), (0, 128, 128)  # L, a and b, in eight bits
    colours = b""
    for number in range(16):
        cyan, magenta, yellow, key = (number >> bit & 1 for bit in (3, 2, 1, 0))
        colours += bytes(black if key or magenta or yellow else red if cyan else paper)
    head = b"mft1" + bytes(4) + bytes((4, 3, 2, 0)) + struct.pack(">9i", *(65536 * (n % 4 == 0) for n in range(9)))
    same = bytes(range(256))
    return profile(b"CMYK", {"A2B0": head + same * 4 + colours + same * 3})


def wide_png(colour):
    """Return a PNG of 16 bits for each colour, which Pillow reads and does not write."""
    import zlib

    def chunk(kind, data):
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    rows = (b"\0" + struct.pack(">3H", *colour) * 40) * 30
    header = struct.pack(">IIBBBBB", 40, 30, 16, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
