"""A photo that only a version has which readers do not see yet: it is in use, and stays out of the bin."""

from datetime import timedelta
from functools import partial

from django.db import connection
from django.test import TestCase, TransactionTestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article
from articles.photos_to_come import photos_to_come
from articles.release import release
from articles.schedule import cancel_change, schedule_change
from images.delete import InBin, InUse, delete
from images.tests.library import photo_row, photo_rows
from images.uses import count_uses, in_use
from newsroom.tests import cast
from newsroom.tests.at_once import at_once


def figures(*photos):
    return [[photo.pk, "gallery", "", "", "", False] for photo in photos]


class PhotosToComeTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.old, cls.new, cls.spare = photo_rows({"caption": "Old."}, {"caption": "New."}, {"caption": "Spare."})
        for photo in (cls.old, cls.new, cls.spare):
            type(photo).objects.filter(pk=photo.pk).update(credit="Pia", alt_text="A boat", rights="staff")
        cls.story = cast.story(cls, figures=figures(cls.old))
        cast.save(cls.story, cls.ed, figures=figures(cls.old, cls.new))

    def again(self):
        return Article.objects.get(pk=self.story.pk)

    def uses(self):
        return [count_uses([photo])[photo.pk] for photo in (self.old, self.new, self.spare)]

    def schedule(self):
        due = timezone.now() + timedelta(hours=1)
        return schedule_change(article=self.again(), by=self.ed, when=due, kind="typo")

    def test_the_newest_version_holds_it_and_the_story_is_named(self):
        with self.assertRaises(InUse) as refused:
            delete(photo=self.new, by=self.pia)
        self.assertIn("changes that are not released of the story “Harbour wall to be raised”", str(refused.exception))
        self.assertEqual([use.owner for use in in_use(self.new)], [self.story])
        self.assertEqual(self.uses(), [1, 1, 0])

    def test_so_does_the_version_that_is_scheduled_whatever_was_written_since(self):
        self.schedule()
        cast.save(self.story, self.ed, figures=figures(self.old, self.spare))
        self.assertEqual(self.uses(), [1, 1, 1])
        cancel_change(article=self.again(), by=self.ed)
        self.assertEqual(self.uses(), [1, 0, 1])
        delete(photo=self.new, by=self.pia)

    def test_once_it_is_released_it_is_a_row_and_what_was_taken_out_is_free(self):
        cast.save(self.story, self.ed, figures=figures(self.new))
        release(article=self.again(), by=self.ed, kind="typo")
        self.assertEqual(self.uses(), [0, 1, 0])
        self.assertEqual(photos_to_come(), [])

    def test_an_earlier_version_holds_nothing(self):
        cast.save(self.story, self.ed, figures=figures(self.old))
        self.assertEqual(self.uses(), [1, 0, 0])
        delete(photo=self.new, by=self.pia)

    def test_the_library_finds_it_among_those_that_are_used_and_its_page_leads_to_the_story(self):
        self.client.force_login(self.pia)
        for use, found in (("used", ["Old.", "New."]), ("unused", ["Spare."])):
            page = self.client.get("/admin/images/photo/", {"use": use})
            for caption in ("Old.", "New.", "Spare."):
                told = self.assertContains if caption in found else self.assertNotContains
                told(page, caption)
        link = f'<a href="/admin/articles/article/{self.story.pk}/change/">“Harbour wall to be raised”</a>'
        self.assertContains(self.client.get(f"/admin/images/photo/{self.new.pk}/delete/"), link)

    def test_it_asks_four_times_however_many_stories_there_are(self):
        def cost():
            with CaptureQueriesContext(connection) as asked:
                found = photos_to_come()
            return len(asked), len(found)

        before = cost()
        for number in range(3):
            story = cast.story(self, slug=f"other-{number}", figures=figures(self.old))
            cast.save(story, self.ed, figures=figures(self.old, self.new))
        self.assertEqual((before, cost()), ((4, 1), (4, 4)))


class AtOnceTests(TransactionTestCase):
    def test_of_saving_it_in_a_public_story_and_deleting_it_one_is_done(self):
        cast.people(self)
        cast.paper(self)
        story = cast.story(self)
        for _ in range(4):
            photo = photo_row()
            saved, deleted = at_once([partial(self.use, story, photo), partial(delete, photo=photo, by=self.pia)])
            photo.refresh_from_db()
            is_used = bool(in_use(photo))
            self.assertEqual(is_used, photo.deleted_at is None)
            self.assertEqual([type(saved), type(deleted)], [type(None), InUse] if is_used else [InBin, type(None)])

    def use(self, story, photo):
        cast.save(Article.objects.get(pk=story.pk), self.ed, figures=figures(photo))
