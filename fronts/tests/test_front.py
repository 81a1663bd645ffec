"""The paper's front as readers get it."""

import re
from datetime import timedelta

from django.test import TestCase, override_settings
from django.utils import timezone

from articles.models import Section
from articles.withdraw import withdraw
from newsroom.tests import cast
from pagecache.models import PageVersion
from pagecache.pages import parts

from .arranging import draft, launched

LINK = re.compile(r'<h[23]><a href="([^"]+)">')


class FrontTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        now = timezone.now()
        cls.photos = [cast.photo(colour) for colour in ("navy", "teal", "olive")]
        each = [
            {
                "headline": f"Story {number}",
                "slug": f"story-{number}",
                "section": cls.sport if number % 2 else cls.news,
                "at": now - timedelta(hours=number + 1),
                "lead": cls.photos[number % 3],
            }
            for number in range(24)
        ]
        cls.stories = cast.stories(cls, each)

    def links(self):
        return LINK.findall(self.client.get("/").content.decode())

    def test_no_story_stands_twice_and_the_strips_follow(self):
        launched(self, self.stories[20], self.stories[3])
        links = self.links()
        self.assertEqual(links[:2], [self.stories[20].get_absolute_url(), self.stories[3].get_absolute_url()])
        self.assertEqual(len(links), 13 + 4 + 4)
        self.assertEqual(len(set(links)), len(links))

    def test_a_draft_shows_nothing_before_it_is_launched(self):
        before = self.links()
        draft(self, self.stories[20])
        self.assertEqual(self.links(), before)

    def test_a_launch_shows_at_once_in_the_page_that_was_kept(self):
        self.links()
        launched(self, self.stories[20])
        self.assertEqual(self.links()[0], self.stories[20].get_absolute_url())

    def test_a_story_that_is_withdrawn_is_gone_at_once(self):
        launched(self, self.stories[20])
        self.links()
        withdraw(article=self.stories[20], by=self.ed, note="It was wrong.")
        self.assertNotIn(self.stories[20].get_absolute_url(), self.links())

    @override_settings(PAGES_DUE=[])
    def test_the_cost_is_small_and_does_not_grow_with_sections_and_slots(self):
        with self.assertNumQueries(9):
            self.client.get("/")
        for number in range(8):
            section = Section.objects.create(name=f"Section {number}", slug=f"section-{number}", position=number + 2)
            for each in range(3):
                cast.story(self, headline=f"{section} {each}", slug="story", section=section, lead=self.photos[each])
        launched(self, *self.stories[:5])
        parts.clear()
        with self.assertNumQueries(11):  # two more: the stories of the slots, and their photos
            self.client.get("/")

    def test_one_photo_is_fetched_at_once_and_the_others_when_they_are_near(self):
        page = self.client.get("/").content.decode()
        self.assertEqual(page.count('fetchpriority="high"'), 1)
        self.assertEqual(page.count('loading="eager"'), 1)
        self.assertLess(page.index('loading="eager"'), page.index('loading="lazy"'))

    def test_where_the_lead_has_no_photo_the_next_one_is_fetched_first(self):
        plain = cast.story(self, headline="No photo", slug="no-photo")
        launched(self, plain)
        page = self.client.get("/").content.decode()
        self.assertLess(page.index("No photo"), page.index('loading="eager"'))
        self.assertEqual(page.count('loading="eager"'), 1)

    def test_an_editors_words_are_text_and_nothing_else(self):
        launched(self, (self.stories[0], {"own_headline": "<b>Bold</b> & 'sharp'", "own_kicker": "<i>"}))
        page = self.client.get("/").content.decode()
        self.assertIn("&lt;b&gt;Bold&lt;/b&gt; &amp; &#x27;sharp&#x27;", page)
        self.assertNotIn("<b>Bold", page)

    def test_an_advertisers_story_says_so_whatever_its_kicker(self):
        story = cast.story(self, headline="Buy boots", slug="boots", kind="advertiser")
        launched(self, (story, {"own_kicker": "Walking"}))
        page = self.client.get("/").content.decode()
        self.assertIn('<p class="kicker">Advertiser content</p>', page)
        self.assertNotIn("Walking", page)

    def test_the_page_takes_no_post_and_reads_no_parameter(self):
        self.assertEqual(self.client.post("/").status_code, 405)
        self.assertEqual(self.client.get("/?before=7&utm_source=x").content, self.client.get("/").content)

    def test_a_launch_moves_the_fronts_alone(self):
        PageVersion.objects.all().delete()
        launched(self, self.stories[5])
        self.assertEqual(list(PageVersion.objects.values_list("name", flat=True)), ["fronts"])


class EmptyFrontTests(TestCase):
    def test_a_paper_without_a_story_says_so(self):
        self.assertContains(self.client.get("/"), "Nothing is published yet")
