"""404 and 410: what those are told who come to an address where nothing is, or where something was."""

from unittest.mock import patch

from django.db import OperationalError, connection
from django.test import RequestFactory, TestCase, override_settings

from articles.missing import missing, words
from articles.withdraw import withdraw
from newsroom.tests import cast


@override_settings(DEBUG=False)
class MissingTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.paper(cls)
        cast.people(cls)
        cls.stories = [cast.story(cls, headline=f"Story {number}") for number in range(6)]

    def ask(self, path="/news/harbour-wall-12345/", **headers):
        return missing(RequestFactory().get(path, headers=headers), Exception())

    def test_it_offers_a_search_for_the_words_of_the_address_and_the_latest_stories(self):
        answer = self.ask()
        for part in ('action="/search/"', 'name="q" value="harbour wall"', "Story 5", "Story 1", "The Test"):
            self.assertContains(answer, part, status_code=404)
        self.assertNotContains(answer, "Story 0", status_code=404)

    def test_words_of_an_address(self):
        for path, expected in {
            "/news/harbour-wall-12345/": "harbour wall",
            "/2019/03/old-cms_slug.html": "old cms slug html",
            "/news/12345/": "news",
            "/caf\u00e9/": "caf\u00e9",
            "/1/2/": "",
            "/" + "word-" * 500: "word word word word word word",
            "/%3Cscript%3E/": "cscript",
        }.items():
            with self.subTest(path):
                self.assertEqual(words(path), expected)

    def test_an_address_with_markup_in_it_is_only_words(self):
        answer = self.ask('/"><script>alert(1)</script>/')
        self.assertNotContains(answer, "<script>alert", status_code=404)

    def test_four_queries_for_a_person_and_none_for_a_program(self):
        with self.assertNumQueries(4):
            self.ask(accept="text/html,*/*")
        with self.assertNumQueries(0):
            for path, accept in (("/wp-login.php", "*/*"), ("/photo.jpg", "image/avif"), ("/x/", "application/json")):
                answer = self.ask(path, accept=accept)
                self.assertEqual((answer.status_code, answer.headers["Content-Type"][:10]), (404, "text/plain"))

    def test_it_needs_no_database(self):
        away = patch.object(connection, "cursor", side_effect=OperationalError("away"))
        with away:
            answer = self.ask()
        self.assertContains(answer, "There is nothing here", status_code=404)
        self.assertContains(answer, "/search/", status_code=404)

    def test_what_was_typed_is_given_back(self):
        answer = missing(RequestFactory().post("/comments/on/99/new/", {"text": "A long <thought>."}))
        self.assertContains(answer, "A long &lt;thought&gt;.", status_code=404)


class WithdrawnTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.gone = cast.story(cls, headline="Gone")
        cls.newer = [cast.story(cls, headline=f"Story {number}") for number in range(7)]
        cast.story(cls, headline="Hurling", section=cls.sport)
        withdraw(article=cls.gone, by=cls.ed, note="We could not stand over it.")

    def test_it_says_why_and_leads_to_what_is_newer_in_the_section(self):
        page = self.client.get(self.gone.get_absolute_url())
        for part in ("We could not stand over it.", "Story 6", "Story 2", 'href="/news/"', "noindex"):
            self.assertContains(page, part, status_code=410)
        for part in ("Story 1<", "Hurling", "Gone"):
            self.assertNotContains(page, part, status_code=410)

    @override_settings(PAGES_DUE=[])
    def test_the_cost(self):
        address = self.gone.get_absolute_url()
        with self.assertNumQueries(5):
            self.client.get(address)
