from unittest import mock

from django.core.files.storage import default_storage
from django.test import TestCase, override_settings

from accounts.models import User
from images.models import Photo
from images.store import StoreAway
from images.take_in import take_in

from .pictures import OwnMedia, encoded, iim, scene, sent, with_iim


@override_settings(TASKS={"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}})
class TakeInTests(OwnMedia, TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = User.objects.create_user("ed@paper.example", display_name="Ed")

    def tearDown(self):
        for name in Photo.objects.values_list("file", flat=True):
            default_storage.delete(name)

    def test_a_file_gets_the_words_for_all_where_it_says_nothing(self):
        file = sent(with_iim(encoded(scene()), iim((110, b"Quayside"))), "ferry.jpg")
        fate = take_in(file=file, by=self.editor, words={"credit": "Pool", "city": "Carrow", "rights": ""})
        self.assertEqual((fate.kind, fate.name, fate.why), ("filed", "ferry.jpg", ""))
        photo = Photo.objects.get()
        self.assertEqual((photo.credit, photo.city, photo.uploaded_by), ("Quayside", "Carrow", self.editor))

    def test_the_same_file_is_known_and_is_given_no_words(self):
        first = take_in(file=sent(scene())).photo
        fate = take_in(file=sent(scene(), "another-name.jpg"), words={"city": "Carrow"})
        self.assertEqual((fate.kind, fate.photo, fate.name), ("known", first, "another-name.jpg"))
        self.assertEqual(Photo.objects.get().city, "")

    def test_what_is_no_photo_is_refused_with_what_to_do(self):
        fate = take_in(file=sent(encoded(scene(), "BMP"), "scan.bmp"))
        self.assertEqual((fate.kind, fate.photo), ("refused", None))
        self.assertIn("export it as a JPEG", fate.why)

    def test_a_store_that_does_not_answer_is_asked_again_later(self):
        with mock.patch("images.take_in.upload", side_effect=StoreAway):
            self.assertEqual(take_in(file=sent(scene())).kind, "failed")

    def test_a_fault_of_ours_is_told_as_one_and_leaves_nothing(self):
        with mock.patch("images.upload.read", side_effect=RuntimeError), self.assertLogs("images.take_in", "ERROR"):
            fate = take_in(file=sent(scene()))
        self.assertEqual(fate.kind, "failed")
        self.assertFalse(Photo.objects.exists())
