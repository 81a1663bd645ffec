"""oEmbed of our stories."""

from django.test import TestCase, override_settings

from articles.withdraw import withdraw
from newsroom.tests import cast

HOME = "http://127.0.0.1:8000"


@override_settings(PAGES_DUE=[])
class OembedTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls, headline='Fish & "chips"', lead=cast.photo(size=(1400, 900)))
        cls.address = HOME + cls.story.get_absolute_url()

    def ask(self, url=None, **words):
        return self.client.get("/oembed/", {"url": self.address if url is None else url} | words)

    def test_a_story_is_a_link_with_its_picture(self):
        said = self.ask(format="json").json()
        self.assertEqual(said["version"], "1.0")
        self.assertEqual(said["type"], "link")
        self.assertEqual(said["title"], 'Fish & "chips"')
        self.assertEqual(said["provider_name"], "The Test")
        self.assertEqual(said["author_name"], "Nell Byrne")
        self.assertEqual((said["thumbnail_width"], said["thumbnail_height"]), (1280, 720))
        self.assertEqual(self.client.get(said["thumbnail_url"].removeprefix(HOME)).status_code, 200)

    def test_the_picture_fits_into_what_is_asked_for(self):
        for words, size in (
            ({"maxwidth": 700}, (640, 360)),
            ({"maxheight": 200}, (320, 180)),
            ({"maxwidth": 1000, "maxheight": 300}, (480, 270)),
        ):
            said = self.ask(**words).json()
            self.assertEqual((said["thumbnail_width"], said["thumbnail_height"]), size)

    def test_where_none_fits_all_three_facts_of_it_are_left_out(self):
        self.assertFalse([name for name in self.ask(maxwidth=100).json() if name.startswith("thumbnail")])

    def test_a_story_without_a_photo_has_none(self):
        bare = cast.story(self, headline="Bare", slug="bare")
        self.assertNotIn("thumbnail_url", self.ask(HOME + bare.get_absolute_url()).json())

    def test_an_address_that_the_story_had_before_still_serves(self):
        self.assertEqual(self.ask(f"{HOME}/sport/old-words-{self.story.pk}/?utm_source=x#c1").status_code, 200)
        self.assertEqual(self.ask(self.address.replace("http:", "https:")).status_code, 200)

    def test_what_is_not_a_story_of_ours_is_404(self):
        for url in (
            "",
            "nonsense",
            "http://[",
            "//",
            f"{HOME}/",
            f"{HOME}/news/",
            f"{HOME}/nowhere/at/all",
            f"{HOME}/news/story-99999999999999999999999/",
            f"https://elsewhere.example{self.story.get_absolute_url()}",
            f"http://127.0.0.1:8000@elsewhere.example{self.story.get_absolute_url()}",
            f"ftp://127.0.0.1:8000{self.story.get_absolute_url()}",
            f"{HOME}/%00%ff",
        ):
            with self.subTest(url):
                self.assertEqual(self.ask(url).status_code, 404)
        self.assertEqual(self.client.get("/oembed/").status_code, 404)

    def test_a_withdrawn_story_is_404(self):
        self.ask()
        withdraw(article=self.story, by=self.ed, note="Gone.")
        self.assertEqual(self.ask().status_code, 404)

    def test_another_format_is_501_and_a_size_that_is_none_400(self):
        self.assertEqual(self.ask(format="xml").status_code, 501)
        for wrong in ("x", "-1", "0", "1.5", "²"):
            response = self.ask(maxwidth=wrong)
            self.assertContains(response, "whole numbers", status_code=400)

    def test_few_queries(self):
        with self.assertNumQueries(5):
            self.ask()
