"""The address of a rendition: open to everyone while the photo stands before the public, and to nobody else before."""

from datetime import timedelta
from unittest.mock import patch

from django.core.files.storage import default_storage
from django.test import TestCase, override_settings
from django.utils import timezone

from articles.models import Article, Author, Figure
from articles.withdraw import withdraw
from fronts.models import Slot
from images import renditions
from images.models import Photo
from newsroom.tests import cast

PUBLIC = "public, max-age=31536000, immutable, s-maxage=2"


@override_settings(SHOWS_PHOTO=[])
class PhotoTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.photo = cast.photo()
        cls.story = cast.story(cls, lead=cls.photo)
        cls.address = renditions.address(cls.photo, "16x9", 320)

    def get(self, address=None, **headers):
        return self.client.get(address or self.address, headers=headers)

    def set(self, **facts):
        Photo.objects.filter(pk=self.photo.pk).update(**facts)

    def assert_not_there(self):
        """Nobody can tell from any answer that there is such a photo."""
        unknown = "0" * 20 + self.address[len("/photos/") + 20 :]
        nothing = self.get(f"/photos/{unknown}")
        self.assertEqual(nothing.status_code, 404)
        for headers in ({}, {"If-None-Match": "*"}, {"If-Match": "*"}, {"Range": "bytes=0-9"}):
            answer = self.get(**headers)
            self.assertEqual((answer.status_code, answer.content), (404, nothing.content))
            self.assertEqual(answer.headers, nothing.headers)
        head = self.client.head(self.address)
        self.assertEqual((head.status_code, head.content), (404, b""))
        self.client.force_login(self.pia)
        answer = self.get()
        self.assertEqual((answer.status_code, answer.headers["Cache-Control"]), (200, "private, no-store"))
        self.client.logout()

    def test_everyone_gets_it_with_one_question_and_may_keep_it(self):
        with self.assertNumQueries(1):
            answer = self.get()
        self.assertEqual((answer.status_code, answer.headers["Cache-Control"]), (200, PUBLIC))
        self.assertEqual(answer.headers["Content-Type"], "image/jpeg")
        self.assertEqual(answer.headers["X-Content-Type-Options"], "nosniff")
        self.assertEqual(answer.headers["Content-Security-Policy"], "default-src 'none'; sandbox")
        self.assertNotIn("Set-Cookie", answer.headers)
        self.assertNotIn("Vary", answer.headers)
        self.assertEqual(b"".join(answer)[:3], b"\xff\xd8\xff")
        for ext, kind in renditions.TYPES.items():
            answer = self.get(renditions.address(self.photo, "full", 320, ext))
            self.assertEqual(answer.headers["Content-Type"], kind)

    def test_whoever_has_it_is_told_that_it_stands(self):
        tag = self.get().headers["ETag"]
        with patch("images.renditions.find_or_make") as fetched:
            answer = self.get(**{"If-None-Match": tag})
        self.assertEqual((answer.status_code, answer.content, fetched.called), (304, b"", False))
        self.assertEqual(answer.headers["Cache-Control"], PUBLIC)
        self.assertEqual(self.get(**{"If-None-Match": '"another"'}).status_code, 200)
        self.assertEqual(self.client.head(self.address).headers["ETag"], tag)

    def test_nothing_but_reading_is_taken(self):
        for method in ("post", "put", "delete", "patch"):
            self.assertEqual(getattr(self.client, method)(self.address).status_code, 405)

    def test_made_up_names_are_404_without_work(self):
        folder, name = self.address[:28], self.address[28:]
        with patch("images.renditions.make_files") as made:
            for bad in ("x", name + "x", name.upper(), name.replace("320", "321"), f"{folder[8:]}.jpg", "..", "%2e%2e"):
                self.assertEqual(self.get(folder + bad).status_code, 404)
            for folder in ("/photos/x/", f"/photos/{'A' * 20}/", f"/photos/{self.photo.sha256}/", "/photos/0/"):
                self.assertEqual(self.get(folder + name).status_code, 404)
        self.assertFalse(made.called)

    def test_a_photo_of_a_story_that_is_not_live_is_not_there(self):
        later = timezone.now() + timedelta(hours=1)
        for facts in (
            {"status": "draft"},
            {"status": "review"},
            {"status": "scheduled", "publish_at": later},
            {"embargo_until": later},
            {"legal_hold": True},
        ):
            with self.subTest(facts):
                before = Article.objects.filter(pk=self.story.pk).values(*facts).get()
                Article.objects.filter(pk=self.story.pk).update(**facts)
                self.assert_not_there()
                Article.objects.filter(pk=self.story.pk).update(**before)
        self.assertEqual(self.get().status_code, 200)
        withdraw(article=self.story, by=self.ed, note="It was wrong.")
        self.assert_not_there()

    def test_a_photo_that_may_not_be_shown_is_not_there(self):
        now = timezone.now()
        for facts in (
            {"blocked_at": now},
            {"deleted_at": now},
            {"use_from": now + timedelta(hours=1)},
            {"use_until": now - timedelta(seconds=1), "no_archive": True},
        ):
            with self.subTest(facts):
                self.set(**facts)
                self.assert_not_there()
                self.set(**{name: False if name == "no_archive" else None for name in facts})
        self.set(use_until=self.story.publish_at - timedelta(seconds=1))
        self.assert_not_there()
        self.set(use_until=self.story.publish_at + timedelta(microseconds=1))  # it stays with those that have shown it
        self.assertEqual(self.get().status_code, 200)

    def test_a_photo_that_no_story_shows_is_not_there_but_an_authors_is(self):
        Figure.objects.all().delete()
        self.assert_not_there()
        Author.objects.filter(pk=self.author.pk).update(photo=self.photo)
        with self.assertNumQueries(1):
            self.assertEqual(self.get().status_code, 200)
        self.set(blocked_at=timezone.now())
        self.assert_not_there()

    def test_what_else_shows_it_is_asked_only_then(self):
        with override_settings(SHOWS_PHOTO=["fronts.photos.shows_photo"]):
            with self.assertNumQueries(1):
                self.get()
            Figure.objects.all().delete()
            with self.assertNumQueries(2):
                self.assertEqual(self.get().status_code, 404)
            with patch("fronts.photos.shows_photo", return_value=True) as asked:
                self.assertEqual(self.get().status_code, 200)
                self.set(blocked_at=timezone.now())
                self.assertEqual(self.get().status_code, 404)
            self.assertEqual(asked.call_count, 1)
        self.assertFalse(Slot.objects.exists())

    def test_nobody_keeps_a_photo_beyond_the_time_after_which_it_may_not_be_shown(self):
        until = timezone.now() + timedelta(hours=2)
        self.set(use_until=until, no_archive=True)
        told = self.get().headers["Cache-Control"]
        seconds = int(told.split("max-age=")[1].split(",")[0])
        self.assertTrue(7190 <= seconds <= 7200, told)
        self.assertIn("s-maxage=2, must-revalidate", told)
        with override_settings(PURGE="varnish"):
            told = self.get().headers["Cache-Control"]
            self.assertLessEqual(int(told.split("s-maxage=")[1].split(",")[0]), 7200)
        self.set(no_archive=False)
        self.assertEqual(self.get().headers["Cache-Control"], PUBLIC)
        with override_settings(PURGE="varnish"):
            answer = self.get()
            self.assertIn("s-maxage=86400", answer.headers["Cache-Control"])
            self.assertEqual(answer.headers["Surrogate-Key"], f"photo-{renditions.folder(self.photo)}")

    def test_an_earlier_name_leads_to_the_one_it_has_now(self):
        self.assertEqual(self.get().status_code, 200)
        self.set(credit="Pia / Another")
        self.photo.refresh_from_db()
        answer = self.get()
        self.assertRedirects(answer, renditions.address(self.photo, "16x9", 320))
        self.assertEqual(answer.headers["Cache-Control"], "private, no-store")
        self.set(blocked_at=timezone.now())
        self.assertEqual(self.get().status_code, 404)

    def test_a_missing_one_is_made(self):
        default_storage.delete(renditions.path_of(self.photo, self.address[29:]))
        self.assertEqual(b"".join(self.get())[:3], b"\xff\xd8\xff")

    def test_a_lost_original_is_404_and_logged(self):
        photo = cast.photo("maroon")
        Author.objects.filter(pk=self.author.pk).update(photo=photo)
        address = renditions.address(photo, "1x1", 320)
        default_storage.delete(photo.file.name)
        default_storage.delete(renditions.path_of(photo, address[29:]))
        with self.assertLogs("images.renditions", "ERROR"):
            self.assertEqual(self.get(address).status_code, 404)

    def test_while_the_store_does_not_answer_it_says_so(self):
        with patch.object(default_storage, "open", side_effect=TimeoutError), self.assertLogs("images.store", "ERROR"):
            answer = self.get()
        self.assertEqual((answer.status_code, answer.headers["Retry-After"]), (503, "30"))
        self.assertEqual(answer.headers["Cache-Control"], "private, no-store")
        self.assertContains(answer, "does not answer", status_code=503)


class PageTests(TestCase):
    def test_a_page_makes_no_rendition_and_asks_for_none(self):
        cast.people(self)
        cast.paper(self)
        story = cast.story(self, lead=cast.photo("teal"))
        with patch("images.renditions.make_files") as made, patch("images.store.default_storage") as asked:
            self.assertEqual(self.client.get(story.get_absolute_url()).status_code, 200)
        self.assertFalse(made.called or asked.mock_calls)
