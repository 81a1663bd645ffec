"""Photos that stand on a front and in no story."""

from unittest.mock import patch

from django.test import TestCase, override_settings

from articles.withdraw import withdraw
from images import renditions
from newsroom.tests import cast

from .arranging import draft, launched


@override_settings(AFTER_STORY_CHANGE=["fronts.changed.story_changed"], SHOWS_PHOTO=["fronts.photos.shows_photo"])
class PhotosTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.a, cls.b = cast.story(cls, slug="a"), cast.story(cls, slug="b")
        cls.photo = cast.photo()

    def answer(self):
        return self.client.get(renditions.address(self.photo, "16x9", 320)).status_code

    def test_it_is_public_while_its_slot_is_live(self):
        self.assertEqual(self.answer(), 404)
        draft(self, (self.a, {"own_photo": self.photo}))
        self.assertEqual(self.answer(), 404)
        launched(self, (self.a, {"own_photo": self.photo}), self.b)
        self.assertEqual(self.answer(), 200)
        launched(self, self.a)
        self.assertEqual(self.answer(), 404)

    def test_it_goes_with_its_story(self):
        launched(self, (self.a, {"own_photo": self.photo}))
        withdraw(article=self.a, by=self.ed, note="It was wrong.")
        self.assertEqual(self.answer(), 404)

    @override_settings(PURGE="varnish")
    def test_caches_in_front_are_told_when_it_may_be_public_no_more(self):
        name = f"photo:{renditions.folder(self.photo)}"
        for deed in (lambda: launched(self, self.b), lambda: withdraw(article=self.a, by=self.ed, note="Wrong.")):
            launched(self, (self.a, {"own_photo": self.photo}))
            with patch("fronts.photos.purge_soon") as told:
                deed()
            told.assert_any_call(name)
