from django.core.files.storage import default_storage
from django.test import TestCase, override_settings
from django.urls import reverse

from accounts.models import User
from images.forms import PhotoForm
from images.models import Photo
from images.upload import upload

from .pictures import OwnMedia, encoded, exif, scene, sent


@override_settings(TASKS={"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}})
class PhotoFormTests(OwnMedia, TestCase):
    def tearDown(self):
        for name in Photo.objects.values_list("file", flat=True):
            default_storage.delete(name)

    def form(self, file, **words):
        return PhotoForm(words, {"upload": file} if file else {})

    def test_a_file_alone_is_enough(self):
        editor = User.objects.create_user("ed@paper.example", display_name="Ed")
        form = self.form(sent(encoded(scene(), exif=exif({0x013B: "Ina Ross"}))))
        self.assertTrue(form.is_valid(), form.errors)
        photo = form.file_it(uploaded_by=editor)
        self.assertEqual((photo.creator, photo.focal_x, photo.focal_y), ("Ina Ross", 0.5, 0.5))
        self.assertEqual((Photo.objects.get(), photo.uploaded_by), (photo, editor))

    def test_a_file_is_needed(self):
        self.assertIn("upload", self.form(None, caption="The ferry").errors)

    def test_a_refused_file_is_told_at_its_field(self):
        self.assertIn("not a photo", self.form(sent(b"<html>")).errors["upload"][0])

    def test_a_photo_that_is_here_already_is_named(self):
        photo = upload(file=sent(scene()), headline="Ferry <row>")
        form = self.form(sent(scene()))
        error = str(form.errors["upload"])
        self.assertEqual(form.already_here, photo)
        self.assertIn("Ferry &lt;row&gt;", error)
        self.assertIn(f'<a href="{reverse("admin:images_photo_change", args=[photo.pk])}">', error)

    def test_a_second_click_returns_the_first_photo(self):
        first, second = self.form(sent(scene())), self.form(sent(scene()))
        self.assertTrue(first.is_valid() and second.is_valid())
        self.assertEqual(first.file_it(), second.file_it())
        self.assertEqual(second.already_here, Photo.objects.get())

    def test_a_focus_outside_and_a_described_decoration_are_refused(self):
        self.assertIn("focal_x", self.form(sent(scene()), focal_x="1.5").errors)
        self.assertIn("focal_y", self.form(sent(scene()), focal_y="nan").errors)
        form = self.form(sent(scene()), decorative="on", alt_text="A ferry")
        self.assertIn("decorative", str(form.errors["__all__"]))

    def test_an_alt_text_is_one_line(self):
        form = self.form(sent(scene()), alt_text=" A ferry\r\nin the rain ")
        self.assertTrue(form.is_valid(), form.errors)
        self.assertEqual(form.cleaned_data["alt_text"], "A ferry in the rain")
