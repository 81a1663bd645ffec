"""A section's front, and the plain lists after it."""

import re
from datetime import timedelta

from django.test import TestCase, override_settings
from django.utils import timezone

from articles.models import Article
from newsroom.tests import cast

from .arranging import launched

LINK = re.compile(r'<h[23]><a href="([^"]+)">')


class SectionTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        now = timezone.now()
        cls.photo = cast.photo()
        each = [
            {
                "headline": f"Story {number:02}",
                "slug": f"story-{number}",
                "at": now - timedelta(minutes=number // 2),  # two at each time
                "lead": cls.photo if number % 2 else None,
            }
            for number in range(45)
        ]
        cls.stories = cast.stories(cls, each)

    def links(self, address="/news/"):
        return LINK.findall(self.client.get(address).content.decode())

    def newest_first(self):
        return [story.get_absolute_url() for story in Article.objects.live().order_by("-publish_at", "-pk")]

    def test_every_story_once_newest_first_over_all_pages(self):
        found, address = [], "/news/"
        while address:
            page = self.client.get(address)
            found += LINK.findall(page.content.decode())
            older = page.context["page"].older
            address = older and f"/news/?before={older}"
        self.assertEqual(found, self.newest_first())

    def test_what_was_chosen_stands_first_and_not_again_on_that_page(self):
        chosen = self.stories[30].get_absolute_url()
        launched(self, self.stories[30], section=self.news)
        page = self.client.get("/news/")
        links, older = LINK.findall(page.content.decode()), page.context["page"].older
        self.assertEqual(links[0], chosen)
        self.assertEqual(links[1:], self.newest_first()[:22])
        self.assertIn(chosen, self.links(f"/news/?before={older}"), "it keeps its place among the older ones")

    def test_a_chosen_story_from_another_section_does_not_disturb_the_list(self):
        other = cast.story(self, headline="From sport", slug="from-sport", section=self.sport)
        launched(self, other, section=self.news)
        self.assertEqual(self.links(), [other.get_absolute_url(), *self.newest_first()[1:23]])

    @override_settings(PAGES_DUE=[])
    def test_the_cost_does_not_grow_with_the_number_of_stories(self):
        with self.assertNumQueries(9):
            self.client.get("/news/")
        launched(self, *self.stories[:10], section=self.news)
        with self.assertNumQueries(9):  # the list after them reads no photos here
            self.client.get("/news/")
        with self.assertNumQueries(8):
            self.client.get(f"/news/?before={self.stories[20].pk}")

    def test_each_page_says_by_which_address_it_is_known(self):
        home = '<link rel="canonical" href="http://127.0.0.1:8000/news/'
        self.assertContains(self.client.get("/news/?utm_source=x"), f'{home}">')
        before = self.stories[20].pk
        self.assertContains(self.client.get(f"/news/?before={before}"), f'{home}?before={before}">')

    def test_an_empty_section_says_so(self):
        self.assertContains(self.client.get("/sport/"), "No stories here yet.")

    def test_unknown_places_are_404_and_odd_numbers_do_no_harm(self):
        hidden = cast.draft(self, headline="Draft", slug="draft")
        for address in ("/nowhere/", "/news/?before=999999999999999999", f"/news/?before={hidden.pk}"):
            with self.subTest(address):
                self.assertEqual(self.client.get(address).status_code, 404)
        for number in ("x", "%00", "-1", "9" * 30, "²"):
            with self.subTest(number):
                self.assertEqual(self.client.get(f"/news/?before={number}").status_code, 200)
