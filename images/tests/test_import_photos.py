import io
import json
import os
import tempfile
from pathlib import Path
from unittest import mock

from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.test import TestCase, override_settings

from images.models import Photo

from .pictures import OwnMedia, encoded, iim, scene, with_iim, xmp
from .test_unpack import packed


@override_settings(TASKS={"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}, TIME_ZONE="Europe/Dublin")
class ImportPhotosTests(OwnMedia, TestCase):
    def setUp(self):
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))

    def write(self, name, data):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return str(path)

    def run_with(self, *paths, **options):
        """Return the report's lines and what was said at the end."""
        said, summary = io.StringIO(), io.StringIO()
        call_command("import_photos", *map(str, paths), stdout=said, stderr=summary, **options)
        return [json.loads(line) for line in said.getvalue().splitlines()], summary.getvalue()

    def test_the_report_has_what_the_photo_has(self):
        block = iim(
            (120, b"The ferry leaves."), (105, b"Ferry row"), (110, b"Quayside"), (80, b"Ina Ross"),
            (115, b"Day Archive"), (116, b"(c) Quayside"), (40, b"For print."), (55, b"20240703"),
            (60, b"140506"), (90, b"Cobh"), (101, b"Ireland"), (25, b"ferries"), (25, b"quays"),
        )  # fmt: skip
        data = with_iim(encoded(scene(), xmp=xmp(' Iptc4xmpCore:AltTextAccessibility="A ferry"')), block)
        path = self.write("Ferry.JPG", data)
        (line,), summary = self.run_with(path)
        photo = Photo.objects.get()
        self.assertEqual(
            line,
            {
                "file": path, "status": "accepted", "reason": "", "photo": photo.pk, "caption": "The ferry leaves.",
                "headline": "Ferry row", "alt_text": "A ferry", "creator": "Ina Ross", "credit": "Quayside",
                "source": "Day Archive", "copyright": "(c) Quayside", "instructions": "For print.",
                "taken_at": "2024-07-03T14:05:06+01:00", "place": "", "city": "Cobh", "region": "",
                "country": "Ireland", "people": [], "keywords": ["ferries", "quays"], "width": 400, "height": 300,
            },
        )  # fmt: skip
        self.assertEqual((photo.as_filed["file_name"], photo.uploaded_by), ("Ferry.JPG", None))
        self.assertIn("1 accepted, 0 known already, 0 refused.", summary)

    def test_twice_is_once(self):
        path = self.write("a.jpg", encoded(scene()))
        first, second = (self.run_with(path)[0][0] for _ in range(2))
        self.assertEqual(second["status"], "known")
        self.assertIn("in the library already", second["reason"])
        self.assertEqual(second["photo"], first["photo"])
        self.assertEqual(Photo.objects.count(), 1)

    def test_every_file_of_a_folder_has_its_line_in_order(self):
        self.write("b/2.jpg", encoded(scene()))
        self.write("b/1.png", encoded(scene(), "PNG"))
        self.write("a.txt", b"words")
        self.write("c.jpg", b"")
        self.write("b/.DS_Store", b"x")
        self.write("__MACOSX/._2.jpg", b"x")
        os.mkfifo(self.folder / "d.jpg")
        os.symlink("nowhere", self.folder / "e.jpg")
        lines, summary = self.run_with(self.folder)
        told = {os.path.relpath(line["file"], self.folder): (line["status"], line["reason"]) for line in lines}
        self.assertEqual(list(told), ["a.txt", "c.jpg", "d.jpg", "e.jpg", "b/1.png", "b/2.jpg"])
        self.assertEqual([status for status, _ in told.values()], ["refused"] * 4 + ["accepted"] * 2)
        for name, words in (
            ("a.txt", "not a photo"),
            ("c.jpg", "empty"),
            ("d.jpg", "a pipe"),
            ("e.jpg", "no such file"),
        ):
            self.assertIn(words, told[name][1])
        self.assertIn("2 accepted, 0 known already, 4 refused; left out as hidden: 2.", summary)

    def test_a_path_that_is_not_there_or_shut_is_refused_and_the_rest_goes_on(self):
        path = self.write("a.jpg", encoded(scene()))
        shut = PermissionError(13, "Permission denied")
        with mock.patch("builtins.open", side_effect=[shut, open(path, "rb")]):  # noqa: SIM115
            (first, second, third), _ = self.run_with(self.folder / "none.jpg", self.folder / "a.jpg", path)
        self.assertEqual((first["status"], first["reason"]), ("refused", "There is no such file."))
        self.assertEqual((second["status"], second["reason"]), ("refused", "This cannot be read: Permission denied."))
        self.assertEqual(third["status"], "accepted")

    def test_a_zip_is_taken_file_by_file(self):
        path = self.write(
            "Photos.ZIP",
            packed(("a.jpg", encoded(scene())), ("../b.jpg", b"x"), ("__MACOSX/._a.jpg", b"x"), ("c/d.txt", b"words")),
        )
        lines, summary = self.run_with(path, self.write("broken.zip", b"PK\3\4"), self.write("story.docx", packed()))
        self.assertEqual(
            [(line["file"].removeprefix(f"{self.folder}/"), line["status"]) for line in lines],
            [
                ("Photos.ZIP/a.jpg", "accepted"),
                ("Photos.ZIP/../b.jpg", "refused"),
                ("Photos.ZIP/c/d.txt", "refused"),
                ("broken.zip", "refused"),
                ("story.docx", "refused"),
            ],
        )
        self.assertIn("archive", lines[3]["reason"])
        self.assertIn("archive", lines[4]["reason"])
        self.assertIn("left out as hidden: 1.", summary)
        self.assertEqual(Photo.objects.get().as_filed["file_name"], "a.jpg")

    def test_the_report_goes_into_a_file(self):
        path, report = self.write("a.jpg", encoded(scene())), self.folder / "report.jsonl"
        said = io.StringIO()
        call_command("import_photos", path, report=str(report), stdout=said)
        self.assertEqual(said.getvalue(), "1 accepted, 0 known already, 0 refused.\n")
        self.assertEqual(json.loads(report.read_text())["status"], "accepted")

    def test_a_report_that_cannot_be_written_is_told_before_anything_is_done(self):
        with self.assertRaisesMessage(CommandError, "cannot be written"):
            self.run_with(self.write("a.jpg", encoded(scene())), report=str(self.folder / "none" / "report"))
        self.assertFalse(Photo.objects.exists())

    def test_it_stops_when_the_store_does_not_answer(self):
        paths = [self.write(f"{number}.jpg", encoded(scene(400 + number))) for number in range(2)]
        report = self.folder / "report"
        away = mock.patch.object(default_storage, "_save", side_effect=OSError)
        with away, self.assertLogs("images.store"), self.assertRaisesMessage(CommandError, "run this again"):
            self.run_with(*paths, report=str(report))
        self.assertEqual([json.loads(line)["status"] for line in report.read_text().splitlines()], ["refused"])
        self.assertEqual([line["status"] for line in self.run_with(*paths)[0]], ["accepted"] * 2)

    def test_names_of_any_bytes_are_reported(self):
        os.makedirs(self.folder, exist_ok=True)
        with open(os.path.join(os.fsencode(self.folder), b"caf\xe9.jpg"), "wb") as file:
            file.write(encoded(scene()))
        (line,), _ = self.run_with(self.folder)
        self.assertEqual(os.fsencode(line["file"])[-8:], b"caf\xe9.jpg")
        self.assertEqual(line["status"], "accepted")
