"""A photo goes into the bin when nothing uses it, and comes back; nobody deletes one for good at the desk."""

from datetime import timedelta
from functools import partial
from unittest.mock import patch

from django.db import connection
from django.test import TestCase, TransactionTestCase
from django.utils import timezone

from articles.models import Article, Author, Figure, PhotoUse
from articles.schedule import cancel_change, schedule_change
from articles.to_come import asked, photos_to_come
from articles.use import hold_photos
from articles.withdraw import withdraw
from fronts.models import Edition, Front, Slot
from images.delete import InBin, InUse, NothingToDo, bring_back, delete, refuse_bin
from images.models import Photo
from images.tests.library import photo_row, photo_rows
from images.uses import count_uses, in_use, used
from newsroom.tests import cast
from newsroom.tests.at_once import at_once

from .test_story_form import ADD, form_data

NOW = timezone.now()


class DeedTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.photo = photo_row()

    def assertRefused(self, *named):
        with self.assertRaises(InUse) as refused:
            delete(photo=self.photo, by=self.pia)
        for name in named:
            self.assertIn(name, str(refused.exception))
        self.photo.refresh_from_db()
        self.assertIsNone(self.photo.deleted_at)
        self.assertFalse(self.photo.events.exists())

    def test_it_goes_into_the_bin_and_comes_back_with_its_record(self):
        delete(photo=self.photo, by=self.pia, note="Blurred.", at=NOW)
        self.assertEqual((self.photo.deleted_at, self.photo.version), (NOW, 2))
        self.assertFalse(Photo.objects.in_library().exists())
        self.assertFalse(self.photo.is_showable())
        bring_back(photo=self.photo, by=self.ada)
        self.assertEqual((self.photo.deleted_at, self.photo.version), (None, 3))
        events = [(event.deed, event.by, event.note) for event in self.photo.events.order_by("pk")]
        self.assertEqual(events, [("delete", self.pia, "Blurred."), ("bring back", self.ada, "")])

    def test_twice_is_refused(self):
        with self.assertRaises(NothingToDo):
            bring_back(photo=self.photo, by=self.pia)
        delete(photo=self.photo, by=self.pia)
        with self.assertRaises(NothingToDo):
            delete(photo=self.photo, by=self.pia)
        self.assertEqual(self.photo.events.count(), 1)

    def test_it_stays_while_a_story_has_it_public_or_not(self):
        story = cast.draft(self)
        Figure.objects.create(article=story, photo=self.photo)
        self.assertRefused("story “Harbour wall to be raised”")
        Figure.objects.all().delete()
        story = cast.story(self, slug="public", lead=self.photo)
        self.assertRefused("Harbour wall")
        withdraw(article=story, by=self.ed, note="Wrong.")
        self.assertRefused("Harbour wall")

    def test_it_stays_while_an_author_or_a_front_has_it(self):
        story, front = cast.story(self), Front.objects.create()
        edition = Edition.objects.create(front=front, state="live", launched_at=NOW)
        Slot.objects.create(edition=edition, position=1, article=story, own_photo=self.photo)
        Author.objects.update(photo=self.photo)
        self.assertRefused("author “Nell Byrne”", "front, with the story “Harbour wall")
        self.assertEqual(count_uses([self.photo]), {self.photo.pk: 2})
        Author.objects.update(photo=None)
        Edition.objects.update(state="past")
        delete(photo=self.photo, by=self.pia)

    def test_it_stays_while_a_version_has_it_that_readers_do_not_see_yet(self):
        figures = [[self.photo.pk, "lead", "", "", "", False]]
        story = cast.story(self, headline="As readers see it")
        cast.save(story, self.ed, headline="Still being written", figures=figures)
        self.assertRefused("changes to the story “As readers see it”")
        self.assertEqual([use.owner for use in in_use(self.photo)], [story])
        self.assertEqual(count_uses([self.photo]), {self.photo.pk: 1})
        self.assertEqual(list(Photo.objects.filter(used())), [self.photo])
        story.refresh_from_db()
        change = schedule_change(article=story, by=self.ed, when=NOW + timedelta(hours=1), kind="update")
        cast.save(story, self.ed, figures=[])
        self.assertRefused("changes to the story “As readers see it”")
        story.refresh_from_db()
        cancel_change(article=change.article, by=self.ed)
        delete(photo=self.photo, by=self.pia)

    def test_a_story_whose_rows_have_it_too_is_named_once(self):
        figures = [[self.photo.pk, "lead", "", "", "", False]]
        story = cast.story(self, lead=self.photo)
        cast.save(story, self.ed, headline="Newer", figures=[*figures])
        self.assertEqual([use.kind for use in in_use(self.photo)], ["story"])
        self.assertEqual(list(Photo.objects.filter(used())), [self.photo])

    def test_to_look_at_versions_that_are_not_released_is_one_query_along_an_index(self):
        with self.assertNumQueries(1):
            photos_to_come()
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                sql, values = asked().query.sql_with_params()
                cursor.execute(f"EXPLAIN QUERY PLAN {sql}", values)
                plan = " ".join(row[3] for row in cursor.fetchall())
            self.assertIn("article_unreleased", plan)
            self.assertIn("change_to_come", plan)
            self.assertNotIn("SCAN articles_revision", plan)

    def test_where_it_once_was_public_stays_written_and_holds_it_no_more(self):
        story = cast.story(self)
        PhotoUse.objects.create(photo=self.photo, article=story, place="lead", since=NOW - timedelta(days=3), until=NOW)
        self.assertEqual(in_use(self.photo), [])
        delete(photo=self.photo, by=self.pia)
        self.assertEqual(PhotoUse.objects.count(), 1)

    def test_many_uses_are_told_in_short(self):
        for number in range(7):
            Figure.objects.create(article=cast.draft(self, slug=f"story-{number}"), photo=self.photo)
        self.assertRefused("and 2 more")

    def test_a_story_takes_no_photo_from_the_bin(self):
        story = cast.draft(self)
        Photo.objects.update(deleted_at=NOW)
        with self.assertRaises(InBin):
            cast.save(story, self.ed, figures=[[self.photo.pk, "lead", "", "", "", False]])
        cast.save(story, self.ed, body=f'<p>Text.</p><figure data-photo="{self.photo.pk}"></figure>')
        story.refresh_from_db()
        self.assertNotIn(self.photo.pk, story.body_parts)
        refuse_bin([])
        refuse_bin(number for number in [])


class PageTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.photo, cls.other = photo_rows({"caption": "Boats."}, {})
        cls.address = f"/admin/images/photo/{cls.photo.pk}/delete/"
        cls.back = f"/admin/images/photo/{cls.photo.pk}/bring-back/"

    def setUp(self):
        self.client.force_login(self.pia)

    def test_the_page_asks_and_its_button_acts(self):
        self.assertContains(self.client.get(self.address), "Put into the bin")
        self.photo.refresh_from_db()
        self.assertIsNone(self.photo.deleted_at)
        answer = self.client.post(self.address, {"note": "Blurred."}, follow=True)
        self.assertContains(answer, "The photo is in the bin.")
        self.assertNotContains(answer, "Boats.")
        in_bin = self.client.get("/admin/images/photo/?state=bin")
        self.assertContains(in_bin, f'href="{self.back}"')
        self.assertContains(self.client.get(self.back), "Bring back")
        self.assertContains(self.client.post(self.back, follow=True), "Boats.")
        self.assertEqual(Photo.objects.count(), 2)

    def test_where_it_is_used_is_named_and_linked(self):
        story = cast.draft(self)
        Figure.objects.create(article=story, photo=self.photo)
        link = f'story <a href="/admin/articles/article/{story.pk}/change/">“Harbour wall to be raised”</a>'
        self.assertContains(self.client.get(self.address), link)
        self.assertContains(self.client.post(self.address), link, status_code=409)

    def test_that_it_was_public_is_told(self):
        story = cast.story(self)
        PhotoUse.objects.create(photo=self.photo, article=story, place="lead", since=NOW, until=NOW)
        self.assertContains(self.client.get(self.address), "stood before the public 1 time")

    def test_twice_and_what_is_not_there(self):
        self.client.post(self.address)
        self.assertContains(self.client.get(self.address), "in the bin already")
        self.assertContains(self.client.post(self.address), "in the bin already", status_code=409)
        self.client.post(self.back)
        self.assertContains(self.client.post(self.back), "not in the bin", status_code=409)
        for number in ("999999", "9" * 30, "x", f"_3{self.photo.pk}"):
            self.assertEqual(self.client.get(f"/admin/images/photo/{number}/delete/").status_code, 404, number)

    def test_a_note_too_long_is_refused_and_kept(self):
        answer = self.client.post(self.address, {"note": "x" * 501})
        self.assertContains(answer, "x" * 501, status_code=422)

    def test_django_deletes_none_for_good(self):
        data = {"action": "delete_selected", "_selected_action": [self.photo.pk], "post": "yes"}
        self.assertEqual(self.client.post("/admin/images/photo/", data).status_code, 405)
        self.client.post(self.address, {"post": "yes"})
        self.assertEqual(Photo.objects.count(), 2)


class AtOnceTests(TransactionTestCase):
    def setUp(self):
        cast.people(self)
        cast.paper(self)

    def test_of_using_and_deleting_at_once_one_is_done(self):
        story = cast.draft(self)
        for _ in range(6):
            photo = photo_row()
            used, deleted = at_once([partial(self.use, story, photo), partial(delete, photo=photo, by=self.pia)])
            photo.refresh_from_db()
            is_used = Figure.objects.filter(photo=photo).exists()
            self.assertEqual(is_used, photo.deleted_at is None)
            self.assertEqual([type(used), type(deleted)], [type(None), InUse] if is_used else [InBin, type(None)])

    def use(self, story, photo):
        cast.save(Article.objects.get(pk=story.pk), self.ed, figures=[[photo.pk, "lead", "", "", "", False]])

    def test_what_goes_into_the_bin_while_a_story_is_saved_is_told_on_its_form(self):
        """The form looks first and the deed again: here the photo goes between the two."""
        if connection.vendor == "sqlite":
            self.skipTest("SQLite has one writer at a time, so nothing comes between")
        photo = photo_row()

        def gone(article):
            at_once([partial(delete, photo=photo, by=self.pia)])
            return hold_photos(article)

        self.client.force_login(self.ed)
        with patch("articles.write.hold_photos", gone):
            answer = self.client.post(ADD, form_data(self, figures=[(photo.pk, "lead")], headline="Kept"))
        self.assertContains(answer, "The library has no photo with this number.", status_code=422)
        self.assertContains(answer, "Kept", status_code=422)
