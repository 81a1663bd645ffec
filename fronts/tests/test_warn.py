"""What an editor is told about a slot."""

from datetime import timedelta

from django.test import TestCase
from django.utils import timezone

from articles.models import Article
from articles.publish import submit
from articles.withdraw import withdraw
from fronts.models import Slot
from fronts.warn import warnings
from newsroom.tests import cast

HOUR = timedelta(hours=1)


class WarnTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.now = timezone.now()

    def story(self, slug="s", **facts):
        return cast.story(self, headline=slug, slug=slug, at=self.now - HOUR, **facts)

    def said(self, story, **facts):
        return " ".join(warnings(Slot(article=Article.objects.get(pk=story.pk), **facts), self.now))

    def test_a_slot_that_shows_has_no_warning(self):
        self.assertEqual(self.said(self.story()), "")
        self.assertEqual(self.said(self.story(embargo_until=self.now - HOUR), until=self.now + 2 * HOUR), "")

    def test_each_reason_for_which_a_story_is_not_public_is_told(self):
        draft, review = cast.draft(self, slug="d"), cast.draft(self, slug="r")
        submit(article=review, by=self.nell)
        gone, held = self.story("gone"), self.story("held")
        withdraw(article=gone, by=self.ed, note="It was wrong.")
        Article.objects.filter(pk=held.pk).update(legal_hold=True)
        cases = [
            (draft, "Not yet published (draft)"),
            (review, "Not yet published (in review)"),
            (self.story("scheduled", when=self.now + HOUR), "Not yet published: it shows from"),
            (self.story("embargoed", embargo_until=self.now + HOUR), "Embargoed"),
            (gone, "Withdrawn"),
            (held, "Under legal hold"),
        ]
        for story, words in cases:
            with self.subTest(words):
                self.assertFalse(story.is_live(self.now))
                self.assertIn(words, self.said(story))

    def test_an_end_that_is_near_or_over_is_told(self):
        story = self.story()
        self.assertIn("Expires soon", self.said(story, until=self.now + HOUR))
        self.assertIn("Expired", self.said(story, until=self.now))
        self.assertEqual(self.said(story, until=self.now + HOUR + timedelta(minutes=1)), "")
