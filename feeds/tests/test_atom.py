"""Atom and JSON Feed: what they must hold, and that they say the same as RSS."""

from datetime import timedelta

from django.test import TestCase
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from articles.models import Article
from newsroom.tests import cast

from .parse import NAMES, text, texts, xml
from .test_rss import HARD


class OneStory(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        at = timezone.now() - timedelta(hours=5)
        cls.story = cast.story(cls, at=at, lead=cast.photo(), headline=HARD, standfirst=HARD, agency=cls.agency)
        cls.story.tags.add("Harbour")
        cls.number = f"tag:127.0.0.1,{at:%Y-%m-%d}:article/{cls.story.pk}"


class AtomTests(OneStory):
    def test_the_feed_has_all_that_a_feed_must_have(self):
        response = self.client.get("/feeds/sections/news.atom")
        self.assertEqual(response.headers["Content-Type"], "application/atom+xml; charset=utf-8")
        feed = xml(response)
        self.assertEqual(text(feed, "atom:title"), "News – The Test")
        self.assertEqual(text(feed, "atom:id"), "tag:127.0.0.1,2026:feeds/sections/news.atom")
        self.assertEqual(text(feed, "atom:author/atom:name"), "The Test")
        self.assertIsNotNone(parse_datetime(text(feed, "atom:updated")).tzinfo)
        links = {link.attrib["rel"]: link.attrib["href"] for link in feed.findall("atom:link", NAMES)}
        self.assertEqual(links["self"], "http://127.0.0.1:8000/feeds/sections/news.atom")
        self.assertEqual(links["alternate"], "http://127.0.0.1:8000/news/")

    def test_an_entry_has_all_that_an_entry_must_have(self):
        entry = xml(self.client.get("/feeds/full/latest.atom")).find("atom:entry", NAMES)
        self.assertEqual(text(entry, "atom:id"), self.number)
        self.assertEqual(text(entry, "atom:title"), 'Salt & <b>“vinegar”</b> 😀  </script> ]]> "quoted"')
        self.assertEqual(text(entry, "atom:author/atom:name"), "Nell Byrne")
        self.assertEqual(text(entry, "atom:author/atom:uri"), "http://127.0.0.1:8000/authors/nell-byrne/")
        self.assertEqual(text(entry, "atom:rights"), self.story.copyright_line)
        self.assertLessEqual(text(entry, "atom:published"), text(entry, "atom:updated"))
        content = entry.find("atom:content", NAMES)
        self.assertEqual(content.attrib["type"], "html")
        self.assertIn("<p>The harbour wall will be raised.</p>", content.text)
        summary = entry.find("atom:summary", NAMES)
        self.assertEqual(summary.attrib["type"], "html")
        self.assertTrue(summary.text.startswith("Salt &amp; &lt;b&gt;"), summary.text)

    def test_the_summary_carries_no_text(self):
        self.assertEqual(texts(xml(self.client.get("/feeds/latest.atom")), "atom:entry/atom:content"), [])


class JsonFeedTests(OneStory):
    def test_the_feed_is_a_json_feed(self):
        response = self.client.get("/feeds/latest.json")
        self.assertEqual(response.headers["Content-Type"], "application/feed+json; charset=utf-8")
        feed = response.json()
        self.assertEqual(feed["version"], "https://jsonfeed.org/version/1.1")
        self.assertEqual(feed["title"], "The Test")
        self.assertEqual(feed["feed_url"], "http://127.0.0.1:8000/feeds/latest.json")
        self.assertEqual(feed["home_page_url"], "http://127.0.0.1:8000/")
        self.assertEqual(feed["language"], "en-IE")
        self.assertNotIn("hubs", feed)

    def test_an_item_has_its_number_its_text_and_its_times(self):
        (item,) = self.client.get("/feeds/latest.json").json()["items"]
        self.assertEqual(item["id"], self.number)
        self.assertEqual(item["content_text"], item["summary"])
        self.assertNotIn("content_html", item)
        self.assertEqual(item["authors"], [{"name": "Nell Byrne", "url": "http://127.0.0.1:8000/authors/nell-byrne/"}])
        self.assertEqual(item["tags"], ["News", "Harbour"])
        for name in ("date_published", "date_modified"):
            self.assertIsNotNone(parse_datetime(item[name]).tzinfo)
        self.assertTrue(item["image"].startswith("http://127.0.0.1:8000/photos/"))

    def test_the_full_one_has_the_html_instead(self):
        (item,) = self.client.get("/feeds/full/latest.json").json()["items"]
        self.assertIn("<p>The harbour wall will be raised.</p>", item["content_html"])
        self.assertNotIn("content_text", item)

    def test_without_a_standfirst_there_is_a_text_all_the_same(self):
        Article.objects.update(standfirst="")
        (item,) = self.client.get("/feeds/latest.json").json()["items"]
        self.assertEqual(item["content_text"], "")
