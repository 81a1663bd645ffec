"""The sitemaps: which addresses stand in them, how they are split, and that they stay cheap."""

from datetime import timedelta
from unittest import mock

from django.test import TestCase, override_settings
from django.utils import timezone

from articles.models import Article
from articles.withdraw import withdraw
from feeds import sitemaps
from newsroom.tests import cast

from .parse import text, texts, xml

HOME = "http://127.0.0.1:8000"


@override_settings(PAGES_DUE=[])
class SitemapTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.day = timezone.now() - timedelta(days=9)
        cls.stories = [cast.story(cls, at=cls.day, headline=f"Story {n}", slug=f"story-{n}") for n in range(4)]
        for story in cls.stories[:3]:
            story.tags.add("Harbour")
        for story in cls.stories[:2]:
            story.tags.add("Rare")

    def places(self, address):
        return texts(xml(self.client.get(address)), "site:url/site:loc")

    def test_every_public_story_stands_once_with_its_one_address(self):
        self.assertEqual(
            self.places("/sitemaps/stories-0.xml"), [f"{HOME}{story.get_absolute_url()}" for story in self.stories]
        )

    def test_the_last_change_is_what_readers_were_told(self):
        cast.update(self.stories[1], self.ed)
        changed = dict(
            zip(
                self.places("/sitemaps/stories-0.xml"),
                texts(xml(self.client.get("/sitemaps/stories-0.xml")), "site:url/site:lastmod"),
                strict=True,
            )
        )
        self.assertTrue(changed[HOME + self.stories[0].get_absolute_url()].startswith(f"{self.day:%Y-%m-%dT}"))
        self.assertTrue(changed[HOME + self.stories[1].get_absolute_url()].startswith(f"{timezone.now():%Y-%m-%dT}"))

    def test_a_withdrawn_story_goes_and_so_does_one_that_belongs_elsewhere(self):
        withdraw(article=self.stories[0], by=self.ed, note="Gone.")
        Article.objects.filter(pk=self.stories[1].pk).update(canonical_url="https://elsewhere.example/story")
        self.assertEqual(len(self.places("/sitemaps/stories-0.xml")), 2)

    def test_the_index_names_each_file_that_holds_stories(self):
        with mock.patch.object(sitemaps, "BLOCK", 2):
            files = texts(xml(self.client.get("/sitemap.xml")), "site:sitemap/site:loc")
            self.assertEqual(files[0], f"{HOME}/sitemaps/pages.xml")
            found = [address for file in files[1:] for address in self.places(file.removeprefix(HOME))]
            self.assertGreaterEqual(len(files), 3)
        self.assertEqual(found, [f"{HOME}{story.get_absolute_url()}" for story in self.stories])

    def test_a_file_without_stories_is_404(self):
        for number in ("7", "99999999999999999999999"):
            self.assertEqual(self.client.get(f"/sitemaps/stories-{number}.xml").status_code, 404)

    def test_the_other_pages_and_only_topics_with_enough_stories(self):
        found = self.places("/sitemaps/pages.xml")
        for path in ("/", "/news/", "/sport/", "/authors/nell-byrne/", "/tags/harbour/", "/policies/ethics/"):
            self.assertIn(HOME + path, found)
        self.assertNotIn(f"{HOME}/tags/rare/", found)
        self.assertEqual(len(found), len(set(found)))

    def test_each_of_them_is_answered(self):
        for address in self.places("/sitemaps/pages.xml"):
            self.assertEqual(self.client.get(address.removeprefix(HOME)).status_code, 200, address)

    def test_hidden_stories_do_not_count_for_a_topic(self):
        Article.objects.filter(pk=self.stories[0].pk).update(legal_hold=True)
        self.assertNotIn(f"{HOME}/tags/harbour/", self.places("/sitemaps/pages.xml"))

    def test_few_queries(self):
        for address, queries in (("/sitemap.xml", 1), ("/sitemaps/stories-0.xml", 1), ("/sitemaps/pages.xml", 4)):
            with self.subTest(address), self.assertNumQueries(queries):
                self.client.get(address)

    def test_content_type_and_304(self):
        for address in ("/sitemap.xml", "/sitemaps/stories-0.xml", "/sitemaps/pages.xml", "/sitemaps/news-1.xml"):
            response = self.client.get(address)
            self.assertEqual(response.headers["Content-Type"], "application/xml; charset=utf-8")
            asked = {"if-none-match": response.headers["ETag"]}
            self.assertEqual(self.client.get(address, headers=asked).status_code, 304, address)


class NewsSitemapTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.now = timezone.now()
        cls.story = cast.story(cls, at=cls.now - timedelta(hours=47), headline="Fish & chips <raw> \x0c 😀")

    def rows(self, number=1):
        return xml(self.client.get(f"/sitemaps/news-{number}.xml")).findall("{*}url")

    def test_an_entry_has_all_that_is_asked_for_and_no_more(self):
        (row,) = self.rows()
        self.assertEqual(text(row, "site:loc"), f"{HOME}{self.story.get_absolute_url()}")
        self.assertEqual(text(row, "news:news/news:publication/news:name"), "The Test")
        self.assertEqual(text(row, "news:news/news:publication/news:language"), "en")
        self.assertEqual(text(row, "news:news/news:title"), "Fish & chips <raw>  😀")
        self.assertRegex(text(row, "news:news/news:publication_date"), r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$")
        self.assertEqual(len(row.find("{*}news")), 3)

    def test_chinese_alone_keeps_its_region(self):
        for code, said in (("zh-cn", "zh-cn"), ("en-gb", "en"), ("ga", "ga")):
            with self.subTest(code), override_settings(LANGUAGE_CODE=code):
                self.assertEqual(text(self.rows()[0], "news:news/news:publication/news:language"), said)

    def test_48_hours_count_from_the_first_publication(self):
        cast.story(self, at=self.now - timedelta(hours=49), headline="Old", slug="old")
        again = cast.story(self, at=self.now - timedelta(hours=50), headline="Again", slug="again")
        Article.objects.filter(pk=again.pk).update(publish_at=self.now - timedelta(hours=1))
        self.assertEqual(len(self.rows()), 1)

    def test_never_in_it(self):
        cast.draft(self, headline="Draft", slug="draft")
        cast.story(self, headline="Advert", slug="advert", kind="advertiser")
        cast.story(self, headline="Not ours", slug="not-ours", canonical_url="https://elsewhere.example/")
        gone = cast.story(self, headline="Gone", slug="gone")
        withdraw(article=gone, by=self.ed, note="Gone.")
        self.assertEqual(len(self.rows()), 1)

    def test_more_than_a_file_holds_is_split_and_all_files_are_named(self):
        cast.story(self, headline="Second", slug="second")
        cast.story(self, headline="Third", slug="third")
        with mock.patch.object(sitemaps, "NEWS_PER_FILE", 2):
            self.assertEqual([len(self.rows(1)), len(self.rows(2))], [2, 1])
            self.assertEqual(self.client.get("/sitemaps/news-3.xml").status_code, 404)
            robots = self.client.get("/robots.txt").content.decode()
        self.assertIn(f"Sitemap: {HOME}/sitemaps/news-1.xml\nSitemap: {HOME}/sitemaps/news-2.xml\n", robots)

    def test_without_news_it_is_empty_and_robots_are_not_sent_there(self):
        withdraw(article=self.story, by=self.ed, note="Gone.")
        self.assertEqual(self.rows(), [])
        robots = self.client.get("/robots.txt")
        self.assertNotContains(robots, "news-")
        self.assertContains(robots, f"Sitemap: {HOME}/sitemap.xml")

    def test_odd_numbers_do_no_harm(self):
        for number in ("0", "2", "99999999999999999999"):
            self.assertEqual(self.client.get(f"/sitemaps/news-{number}.xml").status_code, 404)

    def test_two_queries_and_none_of_them_reads_a_text(self):
        with self.assertNumQueries(2) as asked:
            self.rows()
        self.assertNotIn("body", str(asked.captured_queries))
