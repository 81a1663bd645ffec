"""Captioning a photo, and what a story makes of its words."""

from unittest.mock import patch

from django.test import TestCase

from articles.caption import Overtaken, caption
from articles.models import Figure
from images.models import Photo
from newsroom.tests import cast
from pagecache.models import PageVersion


class CaptionTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.photo = cast.photo()
        cls.story = cast.story(cls)
        cls.figure = Figure.objects.create(article=cls.story, photo=cls.photo, place=Figure.Place.LEAD)

    def fetched(self):
        return Photo.objects.get(pk=self.photo.pk)

    def version(self, name):
        return PageVersion.objects.get(name=name).number

    def test_it_reaches_the_story_that_inherits_and_is_written_down(self):
        before = self.version(f"story:{self.story.pk}")
        photo = self.fetched()
        photo.caption = "Three boats at the pier."
        changes = caption(photo=photo, by=self.pia)
        self.assertEqual(changes, {"caption": ["Two boats at the pier.", "Three boats at the pier."]})
        self.assertContains(self.client.get(self.story.get_absolute_url()), "Three boats at the pier.")
        self.assertGreater(self.version(f"story:{self.story.pk}"), before)
        event = photo.events.first()
        self.assertEqual((event.deed, event.by, event.changes), ("caption", self.pia, changes))

    def test_a_story_with_words_of_its_own_keeps_them(self):
        Figure.objects.filter(pk=self.figure.pk).update(own_caption="The boats of this story.", own_credit="Own")
        photo = self.fetched()
        photo.caption, photo.credit = "Other boats.", "Other"
        caption(photo=photo, by=self.pia)
        page = self.client.get(self.story.get_absolute_url())
        self.assertContains(page, "The boats of this story.")
        self.assertNotContains(page, "Other")

    def test_saving_what_is_there_already_changes_nothing(self):
        before = self.version("latest")
        self.assertEqual(caption(photo=self.fetched(), by=self.pia), {})
        self.assertEqual(self.version("latest"), before)
        self.assertFalse(self.photo.events.filter(deed="caption").exists())

    def test_of_two_who_save_the_second_is_told(self):
        first, second = self.fetched(), self.fetched()
        first.caption, second.caption = "First.", "Second."
        caption(photo=first, by=self.pia)
        with self.assertRaises(Overtaken) as refused:
            caption(photo=second, by=self.ed)
        self.assertIn(str(self.pia), str(refused.exception))
        self.assertEqual(self.fetched().caption, "First.")

    def test_the_version_on_the_screen_counts_and_not_the_row_at_hand(self):
        seen = self.photo.version
        photo = self.fetched()
        photo.caption = "First."
        caption(photo=photo, by=self.pia)
        photo.caption = "Second."
        with self.assertRaises(Overtaken):
            caption(photo=photo, by=self.ed, version_seen=seen)

    def test_a_new_credit_has_the_renditions_made_anew_and_a_new_caption_does_not(self):
        photo = self.fetched()
        with patch("articles.caption.make_renditions") as task:
            photo.caption = "Other boats."
            caption(photo=photo, by=self.pia)
            task.enqueue.assert_not_called()
            photo.credit = "Other / The Test"
            caption(photo=photo, by=self.pia)
            task.enqueue.assert_called_once_with(photo.pk)


class FigureTests(TestCase):
    def figure(self, photo=None, **own):
        words = {"caption": "Two boats.", "credit": "Pia", "alt_text": "Boats"} | (photo or {})
        return Figure(photo=Photo(**words), **own)

    def test_it_inherits_or_has_its_own(self):
        figure = self.figure()
        self.assertEqual((figure.caption, figure.credit, figure.alt_text), ("Two boats.", "Pia", "Boats"))
        figure = self.figure(own_caption="Here.", own_credit="Ed", own_alt_text="Seen")
        self.assertEqual((figure.caption, figure.credit, figure.alt_text), ("Here.", "Ed", "Seen"))

    def test_what_a_camera_wrote_is_not_shown(self):
        self.assertEqual(self.figure({"caption": "OLYMPUS DIGITAL CAMERA"}).caption, "")

    def test_decorative_here_has_no_alt_text_and_is_decided(self):
        figure = self.figure(decorative=True)
        self.assertEqual(figure.alt_text, "")
        self.assertTrue(figure.has_alt_decision)
        self.assertFalse(self.figure({"alt_text": ""}).has_alt_decision)

    def test_a_credit_at_the_end_of_the_caption_is_not_shown_twice(self):
        for end in (" Pia", " (Pia)", " – Pia.", " / Pia"):
            self.assertEqual(self.figure({"caption": f"Two boats.{end}"}).caption, "Two boats.", end)
        self.assertEqual(self.figure({"caption": "Boats of Pia Lowe."}).caption, "Boats of Pia Lowe.")
        self.assertEqual(self.figure({"caption": "Boats of Olympia"}).caption, "Boats of Olympia")
