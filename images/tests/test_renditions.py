import io
import json
import os
import threading
from unittest.mock import patch

from django.core.files.storage import default_storage
from django.test import SimpleTestCase
from PIL import Image, ImageStat

from images import renditions, store
from images.models import Photo

from .pictures import OwnMedia, encoded, exif, photo_of, scene
from .planted import originals

KINDS = {"avif": "AVIF", "webp": "WEBP", "jpg": "JPEG"}
CORNERS = {"red": (0.2, 0.2), "lime": (0.8, 0.2), "blue": (0.8, 0.8), "white": (0.2, 0.8)}


class RenditionTests(OwnMedia, SimpleTestCase):
    def made(self, photo, ratio="full", width=None, ext="jpg"):
        """Return the bytes of one rendition, as a reader gets them."""
        width = width or renditions.widths(photo, ratio)[-1]
        with renditions.find_or_make(photo, renditions.name(photo, ratio, width, ext)) as file:
            return file.read()

    def picture(self, *args, **options):
        return Image.open(io.BytesIO(self.made(*args, **options))).convert("RGB")

    def assert_upright(self, picture, within=40):
        for colour, (x, y) in CORNERS.items():
            found = picture.getpixel((int(picture.width * x), int(picture.height * y)))
            wanted = Image.new("RGB", (1, 1), colour).getpixel((0, 0))
            self.assertLess(max(abs(a - b) for a, b in zip(found, wanted, strict=True)), within, (colour, found))


class NameTests(RenditionTests):
    def test_no_width_is_above_the_original(self):
        for width, there in (
            (2000, [320, 480, 640, 960, 1280, 1920]),
            (700, [320, 480, 640]),
            (320, [320]),
            (250, [250]),
        ):
            photo = sized_photo(width, 200)
            self.assertEqual(renditions.widths(photo, "full", "webp"), there)

    def test_a_crops_widths_are_those_of_the_crop(self):
        photo = sized_photo(2000, 700)
        self.assertEqual(renditions.widths(photo, "1x1", "webp"), [320, 480, 640])
        self.assertEqual(renditions.widths(photo, "16x9", "avif"), [320, 480, 640, 960])
        self.assertEqual(renditions.size(photo, "16x9", 640), (640, 360))
        self.assertEqual(renditions.size(photo, "full", 960), (960, 336))
        self.assertEqual(renditions.widths(sized_photo(250, 100), "1x1"), [100])

    def test_there_is_no_more_than_somebody_asks_for(self):
        photo = sized_photo(6001, 4000)
        for ratio, jpegs, others in (
            ("full", [1280, 1920], 6),
            ("3x2", [1280, 1920], 6),
            ("16x9", [320, 480, 640, 960, 1280, 1920], 6),
            ("4x3", [1280], 5),
            ("1x1", [1280], 5),
            ("social", [1200], 0),
        ):
            self.assertEqual(renditions.widths(photo, ratio), jpegs)
            for ext in ("avif", "webp"):
                self.assertEqual(len(renditions.widths(photo, ratio, ext)), others)
        self.assertEqual(len(renditions.all_names(photo)), 69)
        self.assertEqual(renditions.widths(sized_photo(1000, 800), "full"), [960])
        self.assertEqual(renditions.widths(sized_photo(1000, 800), "social"), [600])
        self.assertEqual(renditions.widths(sized_photo(500, 500), "social"), [500])

    def test_a_crop_that_cuts_nothing_away_is_the_full_picture(self):
        photo = sized_photo(6000, 4000)
        self.assertEqual(renditions.named(photo, "3x2", "avif"), renditions.named(photo, "full", "avif"))
        self.assertEqual(len(renditions.all_names(photo)), 55)

    def test_of_a_very_small_photo_there_is_each_shape(self):
        for size in ((8, 8), (1, 1), (3, 900), (900, 3)):
            photo = sized_photo(*size)
            for name, (ratio, width, _) in renditions.all_names(photo).items():
                left, top, right, bottom = renditions.crop(photo, ratio)
                self.assertTrue(0 <= left < right <= photo.width and 0 <= top < bottom <= photo.height, name)
                self.assertLessEqual(width, photo.width)

    def test_all_that_goes_into_a_file_changes_its_name(self):
        plain = sized_photo(800, 600)
        facts = {"focal_x": 0.1, "focal_y": 0.1, "credit": "Quayside", "creator": "Ina Ross", "copyright_notice": "©"}
        facts |= {"web_statement": "https://a.example/", "licensor_url": "https://a.example/", "source_type": "print"}
        changed = [sized_photo(800, 600, **{name: value}) for name, value in facts.items()]
        changed.append(Photo(sha256="cd" * 32, width=800, height=600))
        names = {renditions.name(photo, "1x1", 320, "jpg") for photo in (plain, *changed)}
        self.assertEqual(len(names), 1 + len(changed))
        for same in (sized_photo(800, 600, caption="The ferry"), sized_photo(800, 600, focal_x=0.50001)):
            self.assertEqual(renditions.recipe(same), renditions.recipe(plain))

    def test_the_key_is_made_once_until_something_changes(self):
        photo = sized_photo(800, 600)
        with patch("images.renditions.json.dumps", wraps=json.dumps) as made:
            first = {renditions.name(photo, "full", width, "jpg")[-12:] for width in (320, 480, 640)}
            self.assertEqual((len(first), made.call_count), (1, 1))
            photo.credit = "Quayside"
            self.assertNotIn(renditions.name(photo, "full", 320, "jpg")[-12:], first)
            self.assertEqual(made.call_count, 2)

    def test_an_earlier_name_leads_to_the_one_it_has_now(self):
        photo = photo_of(scene(703, 500), credit="Quayside")
        earlier = renditions.name(photo, "1x1", 480, "webp")
        self.assertEqual(renditions.current_name(photo, earlier), earlier)
        renditions.find_or_make(photo, earlier).close()
        photo.focal_x = 0.1
        self.assertEqual(renditions.current_name(photo, earlier), renditions.name(photo, "1x1", 480, "webp"))
        with self.assertRaises(renditions.NoSuchRendition):
            renditions.find_or_make(photo, earlier)
        with self.assertRaises(renditions.NoSuchRendition):  # it was never made
            renditions.current_name(photo, renditions.name(sized_photo(703, 500), "1x1", 480, "webp"))

    def test_an_earlier_name_of_a_size_that_is_no_more_leads_to_the_nearest(self):
        photo = photo_of(scene(704, 500), focal_x=0.3)
        for earlier, now in (
            ("social-600-01234567.avif", ("social", 600, "jpg")),
            ("1x1-700-01234567.jpg", ("1x1", 480, "jpg")),
        ):
            store.keep(renditions.path_of(photo, earlier), b"as it was")
            self.assertEqual(renditions.current_name(photo, earlier), renditions.name(photo, *now))

    def test_a_crop_is_as_near_the_focal_point_as_it_can_be(self):
        for focus, box in (
            (0.5, (200, 0, 600, 400)),
            (0, (0, 0, 400, 400)),
            (1, (400, 0, 800, 400)),
            (0.4, (120, 0, 520, 400)),
        ):
            self.assertEqual(renditions.crop(sized_photo(800, 400, focal_x=focus), "1x1"), box)

    def test_only_exact_names_are_answered(self):
        photo, other = photo_of(scene(700, 499), focal_x=0.2), photo_of(scene(701, 500))
        good = renditions.name(photo, "1x1", 480, "jpg")
        renditions.find_or_make(photo, good).close()
        stem, key = good.removesuffix(".jpg").rsplit("-", 1)
        for bad in (
            "",
            "x",
            good.upper(),
            good + "\n",
            good + ".jpg",
            f"{stem}-{key}.png",
            f"{stem}-{key}",
            f"5x4-320-{key}.jpg",
            f"social-320-{key}.avif",
            f"{stem}-00000000.jpg",
            f"1x1-481-{key}.jpg",
            f"1x1-0480-{key}.jpg",
            f"1x1-٤٨٠-{key}.jpg",
            f"../{photo.file.name}",
            renditions.name(photo, "full", 960, "jpg"),
            renditions.name(other, "1x1", 480, "jpg"),
        ):
            with self.subTest(bad), self.assertRaises(renditions.NoSuchRendition):
                renditions.find_or_make(photo, bad)

    def test_an_address_is_of_the_nearest_width(self):
        photo = sized_photo(1000, 800)
        self.assertIn(renditions.name(photo, "16x9", 960, "jpg"), renditions.address(photo))
        self.assertIn(renditions.name(photo, "full", 320, "webp"), renditions.address(photo, "full", 100, "webp"))


class MakingTests(RenditionTests):
    def test_every_format_has_the_size_it_is_named_for(self):
        photo = photo_of(scene(500, 400))
        for name, (ratio, width, ext) in renditions.all_names(photo).items():
            found = Image.open(io.BytesIO(self.made(photo, ratio, width, ext)))
            self.assertEqual((found.format, found.size), (KINDS[ext], renditions.size(photo, ratio, width)), name)
        self.assertEqual(renditions.size(photo, "3x2", 480), (480, 320))
        self.assertEqual(renditions.size(photo, "social", 500), (500, 262))

    def test_a_crop_shows_what_the_focal_point_asks_for(self):
        wide = Image.new("RGB", (800, 400), "red")
        wide.paste("blue", (400, 0, 800, 400))
        for focus, colour in ((0.1, (255, 0, 0)), (0.9, (0, 0, 255))):
            found = self.picture(photo_of(wide, focal_x=focus), "1x1", 320)
            self.assertLess(sum(abs(a - b) for a, b in zip(ImageStat.Stat(found).mean, colour, strict=True)), 20)

    def test_every_format_shows_what_was_filed(self):
        stored = scene(400, 300, "CMYK").transpose(Image.Transpose.ROTATE_90)
        photo = photo_of(encoded(stored, exif=exif({0x0112: 6})))
        for ext in renditions.TYPES:
            self.assert_upright(self.picture(photo, ext=ext), within=60)

    def test_a_lost_original_is_no_rendition_and_is_logged(self):
        photo = photo_of(scene(410))
        default_storage.delete(photo.file.name)
        with self.assertLogs("images.renditions", "ERROR"), self.assertRaises(renditions.NoSuchRendition):
            self.made(photo)

    def test_two_at_once_get_the_same_and_leave_one_file(self):
        photo, answers, start = photo_of(scene(900, 700)), [], threading.Barrier(4)

        def reader():
            start.wait()
            answers.append(self.made(photo, "full", 640))

        readers = [threading.Thread(target=reader) for _ in range(4)]
        for each in readers:
            each.start()
        for each in readers:
            each.join()
        self.assertEqual(len(answers), 4)
        self.assertEqual(len(set(answers)), 1)
        path = renditions.path_of(photo, renditions.name(photo, "full", 640, "jpg"))
        store.keep(path, answers[0])  # as another process would
        self.assertEqual(len(os.listdir(f"{self.media}/renditions/{renditions.folder(photo)}")), 1)


class NothingElseGoesOutTests(RenditionTests):
    def test_nothing_planted_is_in_any_rendition(self):
        for kind, data, marks in originals():
            with self.subTest(kind):
                self.assertEqual([], [what for what, mark in marks.items() if mark not in data])
                photo = photo_of(data)
                self.assertEqual(photo.format, kind)
                for ratio, width, ext in renditions.all_names(photo).values():
                    made = self.made(photo, ratio, width, ext)
                    for mark in (*marks.values(), b"PLANTED", b"Exif", b"Photoshop", b"ICC_PROFILE", b"ICCP", b"http"):
                        self.assertNotIn(mark, made)
                    found = Image.open(io.BytesIO(made))
                    self.assertFalse(set(found.info) & {"exif", "xmp", "icc_profile", "comment", "photoshop"})


def sized_photo(width, height, **fields):
    """Return a Photo of that size that has no file: names and sizes need none."""
    return Photo(sha256="ab" * 32, width=width, height=height, format="JPEG", **fields)
