import shutil
from unittest import mock

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError
from django.test import TestCase, override_settings
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accounts.models import User
from images import examine, renditions
from images.models import Photo
from images.store import StoreAway
from images.tasks import make_renditions, remove_superseded
from images.upload import AlreadyHere, upload

from .pictures import OwnMedia, encoded, iim, scene, sent, with_iim, xmp


def originals():
    """Return the names of all stored originals."""
    found, folders = [], ["originals"]
    while folders:
        folder = folders.pop()
        if default_storage.exists(folder):
            inner, files = default_storage.listdir(folder)
            found += files
            folders += [f"{folder}/{name}" for name in inner]
    return found


class RivalFile(ContentFile):
    """A file that somebody else uploads too, while it is being stored."""

    def chunks(self, chunk_size=None):
        upload(file=sent(self.file.getvalue()), credit="The rival")
        return super().chunks(chunk_size)


@override_settings(TASKS={"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}})
class UploadTests(OwnMedia, TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = User.objects.create_user("ed@paper.example", display_name="Ed")

    def tearDown(self):
        for name in Photo.objects.values_list("file", flat=True):
            default_storage.delete(name)

    def test_a_photo_is_kept_with_what_its_file_says(self):
        block = iim((120, b"The ferry leaves."), (110, b"Quayside"), (80, b"Ina Ross"), (55, b"20240503"))
        data = with_iim(encoded(scene()), block)
        photo = upload(file=sent(data, "Ferry 1.JPG"), uploaded_by=self.editor)
        photo = Photo.objects.get(pk=photo.pk)
        self.assertEqual((photo.format, photo.width, photo.height), ("JPEG", 400, 300))
        self.assertEqual((photo.caption, photo.credit, photo.creator), ("The ferry leaves.", "Quayside", "Ina Ross"))
        self.assertEqual(photo.taken_at.year, 2024)
        self.assertEqual(photo.uploaded_by, self.editor)
        self.assertEqual(photo.as_filed["iim"]["credit"], "Quayside")
        self.assertEqual(photo.as_filed["file_name"], "Ferry 1.JPG")
        self.assertEqual(photo.file.read(), data)

    def test_words_given_win_over_those_of_the_file(self):
        data = encoded(scene(), xmp=xmp(' photoshop:Credit="Quayside" photoshop:Headline="Ferry row"'))
        photo = upload(file=sent(data), credit="Ours", headline="", focal_x=0.0)
        self.assertEqual((photo.credit, photo.headline, photo.focal_x), ("Ours", "Ferry row", 0.0))

    def test_a_decorative_photo_takes_no_alt_text_from_its_file(self):
        data = encoded(scene(), xmp=xmp(' Iptc4xmpCore:AltTextAccessibility="A ferry"'))
        self.assertEqual(upload(file=sent(data), decorative=True).alt_text, "")

    def test_what_is_too_long_is_cut_and_kept_whole_beside(self):
        caption, credit = "The ferry leaves. " * 200, "Quayside " * 50
        photo = upload(file=sent(encoded(scene(), xmp=xmp(f' photoshop:Credit="{credit}"'))), caption=caption)
        photo.full_clean(exclude=["uploaded_by"])
        self.assertEqual(len(photo.caption), 2000)
        self.assertTrue(photo.caption.endswith("…"))
        self.assertEqual(photo.as_filed["before_cutting"]["caption"], caption.strip())
        self.assertEqual(photo.as_filed["xmp"]["credit"], credit.strip())

    def test_every_word_has_its_field(self):
        place = ' photoshop:City="Cobh" photoshop:State="Cork" photoshop:Country="Ireland" Iptc4xmpCore:Location="Slip"'
        rest = (
            ' photoshop:Instructions="For print." xmpRights:WebStatement="https://quay.example/r"'
            ' Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"'
        )
        lists = "<dc:subject><rdf:Bag><rdf:li>ferries</rdf:li><rdf:li>quays</rdf:li></rdf:Bag></dc:subject>"
        photo = upload(file=sent(encoded(scene(), xmp=xmp(place + rest, lists))), country="Éire")
        photo.full_clean(exclude=["uploaded_by"])
        self.assertEqual((photo.place, photo.city, photo.region, photo.country), ("Slip", "Cobh", "Cork", "Éire"))
        self.assertEqual((photo.keywords, photo.instructions), ("ferries\nquays", "For print."))
        self.assertEqual((photo.web_statement, photo.made_by_machine), ("https://quay.example/r", "AI-generated image"))
        self.assertEqual(photo.as_filed["xmp"]["country"], "Ireland")

    def test_of_keywords_whole_ones_are_cut(self):
        words = "\n".join(f"keyword {number}" for number in range(600))
        photo = upload(file=sent(scene()), keywords=words)
        self.assertTrue(words.startswith(photo.keywords + "\n"))
        self.assertGreater(len(photo.keywords), 3980)
        self.assertEqual(photo.as_filed["before_cutting"]["keywords"], words)

    def test_it_is_written_down_who_uploaded_it(self):
        photo = upload(file=sent(scene()), uploaded_by=self.editor)
        event = photo.events.get()
        self.assertEqual((event.deed, event.by), ("upload", self.editor))

    def test_the_name_on_disk_is_ours(self):
        for number, name in enumerate(("../../x.html", "a\0b.jpg", "x" * 300 + ".jpg", "CON", "‮gpj.exe\n")):
            with self.subTest(name):
                file = ContentFile(encoded(scene(400 + number)))
                file.name = name
                photo = upload(file=file)
                self.assertRegex(photo.file.name, r"^originals/\d{4}/\d\d/[0-9a-f]{32}\.jpeg$")

    def test_the_same_file_is_noticed(self):
        first = upload(file=sent(scene()), headline="Ferry row")
        with self.assertRaises(AlreadyHere) as caught:
            upload(file=sent(scene(), "another-name.jpg"), credit="Another")
        self.assertEqual(caught.exception.photo, first)
        self.assertIn("Ferry row", str(caught.exception))
        self.assertEqual(len(originals()), 1)

    def test_the_same_file_is_noticed_before_it_is_decoded(self):
        upload(file=sent(scene()))
        decoding = mock.patch.object(examine, "check_decodes", side_effect=AssertionError)
        with decoding, self.assertRaises(AlreadyHere):
            upload(file=sent(scene()))

    def test_an_original_that_was_lost_is_put_back_by_the_same_file(self):
        photo = upload(file=sent(scene()), credit="Quayside")
        default_storage.delete(photo.file.name)
        with self.assertLogs("images.renditions"):
            make_renditions.func(photo.pk)
        photo.refresh_from_db()
        self.assertIn("Please upload the photo again", photo.not_made)
        with self.assertRaises(AlreadyHere):
            upload(file=sent(scene()))
        make_renditions.func(photo.pk)
        photo.refresh_from_db()
        self.assertEqual((renditions.state(photo), photo.credit, len(originals())), ("ready", "Quayside", 1))

    def test_the_same_file_is_noticed_in_the_bin(self):
        first = upload(file=sent(scene()), headline="Ferry row")
        Photo.objects.update(deleted_at=timezone.now())
        with self.assertRaises(AlreadyHere) as caught:
            upload(file=sent(scene()))
        self.assertEqual(caught.exception.photo, first)
        self.assertIn("from the bin", str(caught.exception))

    def test_a_store_that_does_not_answer_is_told(self):
        away = mock.patch.object(default_storage, "_save", side_effect=OSError)
        with away, self.assertLogs("images.store"), self.assertRaises(StoreAway):
            upload(file=sent(scene()))
        self.assertFalse(Photo.objects.exists())

    def test_of_two_at_once_one_is_kept(self):
        with self.assertRaises(AlreadyHere) as caught:
            upload(file=RivalFile(encoded(scene())))
        self.assertEqual(caught.exception.photo.credit, "The rival")
        self.assertEqual(Photo.objects.count(), 1)
        self.assertEqual(len(originals()), 1)

    def test_a_store_that_goes_away_meanwhile_hides_nothing(self):
        away = mock.patch.object(default_storage, "delete", side_effect=OSError)
        with away, self.assertLogs("images.store"), self.assertRaises(AlreadyHere):
            upload(file=RivalFile(encoded(scene())))
        shutil.rmtree(f"{self.media}/originals")

    def test_nothing_stays_when_the_row_cannot_be_written(self):
        with self.assertRaises(IntegrityError):
            upload(file=sent(scene()), focal_x=7)
        self.assertEqual((Photo.objects.count(), originals(), DBTaskResult.objects.count()), (0, [], 0))

    def test_a_refused_file_leaves_nothing(self):
        with self.assertRaises(examine.NotAPhoto):
            upload(file=sent(b"<html>"))
        self.assertEqual((Photo.objects.count(), originals()), (0, []))

    def test_a_field_that_photos_do_not_have_is_an_error(self):
        with self.assertRaises(TypeError):
            upload(file=sent(scene()), captoin="The ferry")
        self.assertEqual(originals(), [])

    def test_its_renditions_are_made_by_a_task(self):
        photo = upload(file=sent(scene()))
        task = DBTaskResult.objects.get()
        self.assertEqual((task.task_path, task.args_kwargs["args"]), ("images.tasks.make_renditions", [photo.pk]))
        make_renditions.func(photo.pk)
        name = renditions.name(photo, "16x9", 320, "avif")
        self.assertTrue(default_storage.exists(f"renditions/{renditions.folder(photo)}/{name}"))
        make_renditions.func(photo.pk + 1)  # gone meanwhile: nothing to do

    def test_what_else_there_is_to_do_goes_before_renditions(self):
        upload(file=sent(scene()))
        remove_superseded.enqueue(0, [])
        self.assertEqual(DBTaskResult.objects.ready().first().task_path, "images.tasks.remove_superseded")

    def test_a_photo_is_found_by_the_folder_of_its_renditions(self):
        photo = upload(file=sent(scene()))
        upload(file=sent(scene(401)))
        self.assertEqual(Photo.objects.in_folder(renditions.folder(photo)).get(), photo)
        self.assertFalse(Photo.objects.in_folder("0" * 20).exists())
