"""The renditions of a photo are made after upload, and its row says whether they are there."""

import io
import threading
from datetime import timedelta
from unittest.mock import patch

from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.test import SimpleTestCase, TestCase, override_settings
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from PIL import Image

from images import renditions, store
from images.make import make
from images.models import Photo
from images.tasks import make_renditions, remove_superseded
from images.upload import upload

from .pictures import OwnMedia, photo_of, scene, sent

WITHOUT_WORKER = override_settings(TASKS={"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}})


def files_of(photo):
    return store.names_in(renditions.path_of(photo, ""))


@WITHOUT_WORKER
class MakeTests(OwnMedia, TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.photo = upload(file=sent(scene()), credit="Quayside")

    def setUp(self):
        DBTaskResult.objects.all().delete()
        for name in files_of(self.photo):
            default_storage.delete(renditions.path_of(self.photo, name))

    def state(self):
        self.photo.refresh_from_db()
        return renditions.state(self.photo)

    def test_all_are_made_once_and_the_row_says_so(self):
        self.assertEqual(self.state(), "being made")
        with self.assertNumQueries(1):
            self.assertEqual(make(photo=self.photo), (len(renditions.all_names(self.photo)), []))
        self.assertEqual(renditions.state(self.photo), "ready")
        self.assertEqual(self.state(), "ready")
        self.assertEqual(files_of(self.photo), set(renditions.all_names(self.photo)))
        self.assertEqual(make(photo=self.photo), (0, []))

    def test_what_is_missing_is_made_and_no_more(self):
        make(photo=self.photo)
        default_storage.delete(renditions.path_of(self.photo, renditions.name(self.photo, "1x1", 300, "jpg")))
        self.assertEqual(make(photo=self.photo).files, 1)
        self.assertEqual(make(photo=self.photo, anew=True).files, len(renditions.all_names(self.photo)))

    def test_what_is_changed_while_they_are_made_is_not_taken_for_made(self):
        def change(photo, wanted):
            Photo.objects.filter(pk=photo.pk).update(focal_x=0.1)

        with patch("images.renditions.make_files", change):
            make(photo=self.photo)
        self.assertEqual(renditions.state(self.photo), "being made")
        self.assertEqual(self.state(), "being made")
        make(photo=self.photo)
        self.assertEqual(self.state(), "ready")

    def test_a_change_of_words_or_focus_makes_them_wait_again(self):
        make(photo=self.photo)
        for change in ({"credit": "Another"}, {"focal_y": 0.9}, {"licensor_url": "https://a.example/"}):
            Photo.objects.filter(pk=self.photo.pk).update(**change)
            self.assertEqual(self.state(), "being made")
            make(photo=self.photo)
            self.assertEqual(self.state(), "ready")
        Photo.objects.filter(pk=self.photo.pk).update(caption="The ferry")
        self.assertEqual(self.state(), "ready")

    def test_a_lost_file_is_told_and_found_again(self):
        data = self.photo.file.read()
        default_storage.delete(self.photo.file.name)
        with self.assertLogs("images.renditions", "ERROR"):
            make_renditions.func(self.photo.pk)
        self.assertEqual(self.state(), "failed: Its file is lost or damaged. Please upload the photo again.")
        store.keep(self.photo.file.name, data)
        make_renditions.func(self.photo.pk)
        self.assertEqual((self.state(), self.photo.not_made), ("ready", ""))

    def test_any_other_failure_is_told_too(self):
        with patch("PIL.Image.Image.save", side_effect=MemoryError), self.assertRaises(MemoryError):
            make(photo=self.photo)
        self.assertIn("failed: Something went wrong", self.state())

    def test_who_is_killed_in_the_middle_leaves_nothing_broken(self):
        kept, real = [], store.keep

        def until_killed(path, data):
            if len(kept) == 5:
                raise KeyboardInterrupt
            kept.append(path)
            real(path, data)

        with patch("images.store.keep", until_killed), self.assertRaises(KeyboardInterrupt):
            make(photo=self.photo)
        self.assertEqual(self.state(), "being made")
        self.assertEqual(make(photo=self.photo).files, len(renditions.all_names(self.photo)) - 5)
        self.assertEqual(self.state(), "ready")

    def test_while_the_store_does_not_answer_it_is_tried_again(self):
        with patch.object(default_storage, "listdir", side_effect=TimeoutError), self.assertLogs("images.store"):
            for failed_before in range(5):
                make_renditions.func(self.photo.pk, failed_before)
        self.assertIn("failed: The place where photos are kept does not answer.", self.state())
        tasks = DBTaskResult.objects.order_by("run_after")
        self.assertEqual([task.args_kwargs["args"] for task in tasks], [[self.photo.pk, n] for n in (1, 2, 3, 4)])
        self.assertGreater(tasks[0].run_after, timezone.now())
        make_renditions.func(*tasks[0].args_kwargs["args"])
        self.assertEqual(self.state(), "ready")

    def test_files_by_earlier_names_are_removed_a_day_later(self):
        make_renditions.func(self.photo.pk)
        earlier = files_of(self.photo)
        self.assertFalse(DBTaskResult.objects.exists())
        Photo.objects.filter(pk=self.photo.pk).update(credit="Another")
        self.photo.refresh_from_db()
        make_renditions.func(self.photo.pk)
        self.assertLess(earlier, files_of(self.photo))  # an open page asks for them still
        task = DBTaskResult.objects.get()
        self.assertEqual(task.task_path, "images.tasks.remove_superseded")
        self.assertGreater(task.run_after, timezone.now() + timedelta(hours=23))
        remove_superseded.func(*task.args_kwargs["args"])
        self.assertEqual(files_of(self.photo), set(renditions.all_names(self.photo)))

    def test_a_file_whose_name_counts_again_stays(self):
        make(photo=self.photo)
        paths = [renditions.path_of(self.photo, name) for name in files_of(self.photo)]
        remove_superseded.func(self.photo.pk, paths)
        self.assertEqual(files_of(self.photo), set(renditions.all_names(self.photo)))
        remove_superseded.func(self.photo.pk + 1, [*paths, paths[0]])  # no such photo any more
        self.assertEqual(files_of(self.photo), set())


@WITHOUT_WORKER
class CommandTests(OwnMedia, TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.photos = [upload(file=sent(scene(200 + number, 134)), headline=f"No. {number}") for number in range(3)]

    def run_it(self, *words):
        out, err = io.StringIO(), io.StringIO()
        try:
            call_command("make_renditions", *words, stdout=out, stderr=err)
        except CommandError as error:
            return out.getvalue(), err.getvalue(), str(error)
        return out.getvalue(), err.getvalue(), ""

    def test_all_are_made_anew_or_what_is_missing(self):
        number = sum(len(renditions.all_names(photo)) for photo in self.photos)
        with patch("images.management.commands.make_renditions.BATCH", 2):
            self.assertEqual(self.run_it(), (f"Made {number} renditions of 3 photos.\n", "", ""))
        self.assertEqual(self.run_it("--missing")[0], "Made 0 renditions of 3 photos.\n")
        self.assertEqual(self.run_it()[0], f"Made {number} renditions of 3 photos.\n")
        self.assertEqual({renditions.state(photo) for photo in Photo.objects.all()}, {"ready"})
        self.assertEqual(self.run_it("--verbosity=0"), ("", "", ""))

    def test_one_failure_is_named_and_stops_no_other(self):
        lost = self.photos[1]
        data = lost.file.read()
        default_storage.delete(lost.file.name)
        with self.assertLogs("images.renditions", "ERROR"):
            out, err, error = self.run_it()
        store.keep(lost.file.name, data)
        self.assertIn(f"Photo {lost.pk}, “No. 1”: Its file is lost or damaged.", err)
        self.assertEqual(error, "1 of 3 photos have not all their renditions; they are named above.")
        self.assertIn("of 3 photos", out)
        self.assertEqual([renditions.state(photo)[:6] for photo in Photo.objects.all()], ["ready", "failed", "ready"])

    def test_when_the_store_is_away_it_says_how_far_it_came(self):
        with patch.object(default_storage, "listdir", side_effect=TimeoutError), self.assertLogs("images.store"):
            self.assertIn("0 photos are done: go on with --missing.", self.run_it("--missing")[2])

    def test_photos_that_are_deleted_are_left(self):
        Photo.objects.filter(pk=self.photos[0].pk).update(deleted_at=timezone.now())
        self.assertIn("of 2 photos", self.run_it("--missing")[0])


class AtOnceTests(OwnMedia, SimpleTestCase):
    def test_two_at_once_leave_each_file_whole(self):
        photo, start, failed = photo_of(scene(330, 250)), threading.Barrier(2), []

        def worker():
            start.wait()
            try:
                make(photo=photo, anew=True)
            except Exception as error:
                failed.append(error)

        # Two processes know nothing of each other's lock.
        with patch("images.make.note"), patch("images.make.one_at_a_time", threading.Semaphore(2)):
            workers = [threading.Thread(target=worker) for _ in range(2)]
            for each in workers:
                each.start()
            for each in workers:
                each.join()
        self.assertEqual((failed, files_of(photo)), ([], set(renditions.all_names(photo))))
        for name in files_of(photo):
            with Image.open(store.fetched(renditions.path_of(photo, name))) as picture:
                picture.load()
