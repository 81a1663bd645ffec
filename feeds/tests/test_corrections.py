"""The feed of corrections."""

from django.test import TestCase, override_settings

from articles.correct import correct
from articles.withdraw import withdraw
from newsroom.tests import cast

from .parse import text, texts, xml


@override_settings(PAGES_DUE=[])
class CorrectionsFeedTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)
        cls.first = correct(article=cls.story, by=cls.ed, kind="correction", text="The wall is 2 m high, not 3 m.")
        cls.second = correct(article=cls.story, by=cls.ed, kind="apology", text="We apologise to Smith & Sons.")

    def items(self):
        return xml(self.client.get("/feeds/corrections.rss")).findall("channel/item")

    def test_the_newest_first_with_the_story_it_belongs_to(self):
        apology, correction = self.items()
        self.assertEqual(text(apology, "title"), "Apology: Harbour wall to be raised")
        self.assertEqual(text(apology, "description"), "We apologise to Smith &amp; Sons.")
        self.assertEqual(text(correction, "link"), f"http://127.0.0.1:8000{self.story.get_absolute_url()}")
        day = f"{self.first.issued_at:%Y-%m-%d}"
        self.assertEqual(text(correction, "guid"), f"tag:127.0.0.1,{day}:correction/{self.first.pk}")
        self.assertEqual(texts(correction, "slash:comments"), [])

    def test_all_formats_hold_the_same(self):
        self.assertEqual(len(self.client.get("/feeds/corrections.json").json()["items"]), 2)
        self.assertEqual(len(texts(xml(self.client.get("/feeds/corrections.atom")), "atom:entry/atom:id")), 2)

    def test_a_new_one_appears_and_those_of_a_withdrawn_story_go(self):
        self.items()
        correct(article=self.story, by=self.ed, kind="clarification", text="It is made of stone.")
        self.assertEqual(len(self.items()), 3)
        withdraw(article=self.story, by=self.ed, note="Gone.")
        self.assertEqual(self.items(), [])

    def test_two_queries(self):
        with self.assertNumQueries(2):
            self.items()
