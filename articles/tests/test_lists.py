"""Latest, author, topic: what stands on them, in which order, at what cost."""

import re
from datetime import timedelta
from unittest import skipUnless

from django.conf import settings
from django.db import connection
from django.db.models import Q
from django.test import TestCase, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from taggit.models import Tag

from articles.lists import LATEST, OF_AUTHOR, OF_TOPIC, list_page
from articles.models import Article
from newsroom.tests import cast

LISTS = ("/latest/", "/authors/nell-byrne/", "/tags/harbour/")


def links(page):
    """Return {rel: path} of the links in the page's head between pages of the list; each may stand there once."""
    found = re.findall(r'<link rel="(canonical|next|prev)" href="([^"]+)">', page.content.decode())
    assert len(found) == len(dict(found)), found
    return {rel: address.removeprefix(settings.SITE_URL) for rel, address in found}


def explain(query):
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {query}")
        return "\n".join(str(row[-1]) for row in cursor.fetchall())


class ListTests(TestCase):
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
                "lead": cls.photo if number == 0 else None,
            }
            for number in range(45)
        ]
        cast.stories(cls, each, tag="Harbour")

    def test_every_story_once_newest_first_over_all_pages(self):
        expected = list(Article.objects.live().order_by("-publish_at", "-pk").values_list("headline", flat=True))
        for address in LISTS:
            found, numbers = [], [""]
            while numbers[-1] is not None:
                page = self.client.get(f"{address}{numbers[-1] and '?before='}{numbers[-1]}").context["page"]
                found += [story.headline for story in page.rows]
                self.assertEqual(page.newer, numbers[-2] if len(numbers) > 1 else None)  # and the way back
                numbers.append(page.older)
            self.assertEqual(found, expected, address)
            self.assertEqual(len(numbers), 4)

    def test_each_page_says_where_it_stands(self):
        for address in LISTS:
            with self.subTest(address):
                first = self.client.get(address)
                after_first = first.context["page"].older
                second = self.client.get(f"{address}?before={after_first}")
                third = self.client.get(f"{address}?before={second.context['page'].older}")
                self.assertEqual(links(first), {"canonical": address, "next": f"{address}?before={after_first}"})
                self.assertEqual(links(second)["prev"], address)
                self.assertEqual(links(second)["canonical"], f"{address}?before={after_first}")
                self.assertEqual(links(third)["prev"], f"{address}?before={after_first}")
                self.assertNotIn("next", links(third))
                self.assertContains(second, f'rel="prev" href="{address}"')
                self.assertContains(second, 'rel="next" href="')
                self.assertContains(second, 'aria-label="Breadcrumb"')

    def test_the_first_page_is_the_one_before_a_page_that_begins_early(self):
        third = Article.objects.live().order_by("-publish_at", "-pk")[2]
        self.assertEqual(self.client.get(f"/latest/?before={third.pk}").context["page"].newer, "")

    @override_settings(PAGES_DUE=[])
    def test_the_cost_does_not_grow_with_the_number_of_stories(self):
        for address, queries in (("/latest/", 5), ("/authors/nell-byrne/", 6), ("/tags/harbour/", 6)):
            with self.subTest(address), self.assertNumQueries(queries):
                first = self.client.get(address)
            with self.subTest(address), self.assertNumQueries(queries + 2):
                self.client.get(f"{address}?before={first.context['page'].older}")

    def test_a_page_far_back_is_read_from_there_and_not_from_the_newest(self):
        """SQLite takes the first of two bounds for its beginning, so there must be one."""
        last = Article.objects.live().order_by("publish_at").first()
        with CaptureQueriesContext(connection) as asked:
            list_page(before=last)
        self.assertEqual(asked.captured_queries[0]["sql"].count('"publish_at" <='), 1)

    @skipUnless(connection.vendor == "sqlite", "Where tables are as small as here PostgreSQL reads them whole.")
    def test_lists_read_along_their_index(self):
        """Nothing is sorted, and no story is looked at that is not shown."""
        for within, along, index in (
            (None, LATEST, "article_newest"),
            (Q(section=self.news), LATEST, "article_newest_in_section"),
            (Q(bylines__author=self.author), OF_AUTHOR, "byline_newest"),
            (Q(tagged__tag=Tag.objects.get(slug="harbour")), OF_TOPIC, "tagged_newest"),
        ):
            with CaptureQueriesContext(connection) as asked:
                list_page(within, along)
            plan = explain(asked.captured_queries[0]["sql"])
            with self.subTest(index):
                self.assertIn(f"INDEX {index} ", plan)
                self.assertNotIn("SCAN", plan)
                self.assertNotIn("TEMP B-TREE", plan)

    def test_an_empty_section_says_so(self):
        self.assertContains(self.client.get("/sport/"), "No stories here yet.")

    def test_unknown_places_are_404_and_odd_numbers_do_no_harm(self):
        for address in (
            "/nowhere/",
            "/authors/nobody/",
            "/tags/nothing/",
            "/policies/none/",
            "/news/story-99999999999999999999999999/",
            "/c/99999999999999999999999999/",
            "/comments/on/99999999999999999999999999/",
            "/moderation/comments/99999999999999999999999999/report/",
            "/news/?before=999999999999999999",
            f"/photos/{'a' * 20}/full-320-00000000.jpg",
            "/photos/a/full-320-00000000.jpg",
            f"/photos/{self.photo.sha256[:20]}/../../secret.key",
            f"/photos/{self.photo.sha256[:20]}/full-99999-00000000.jpg",
        ):
            with self.subTest(address):
                self.assertEqual(self.client.get(address).status_code, 404)
        for address in ("/news/?before=x", "/news/?before=%00", "/news/?before=-1", "/?before=7&utm_source=x"):
            with self.subTest(address):
                self.assertEqual(self.client.get(address).status_code, 200)

    def test_a_thread_asked_for_at_an_odd_place_does_no_harm(self):
        story = Article.objects.live().first()
        for after in ("%00", "%F0%9F%98%80", "x" * 5000, "zzzzzzz", "'"):
            with self.subTest(after):
                self.assertIn(self.client.get(f"/comments/on/{story.pk}/?after={after}").status_code, (200, 404))
