"""The number of comments on a story: the same wherever it is told."""

import json
import re
from datetime import timedelta
from unittest import mock

from django.db import connection
from django.test import TestCase, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article
from comments.models import Comment
from fronts.models import Front
from moderation.decide import decide
from newsroom.tests import cast
from pagecache.pages import parts

LISTS = ("/latest/", "/authors/nell-byrne/", "/tags/harbour/", "/search/?q=harbour")


def json_ld(page):
    found = re.findall(r'(?s)<script type="application/ld\+json">(.*?)</script>', page)
    return next(said["commentCount"] for said in map(json.loads, found) if "commentCount" in said)


@override_settings(PAGES_DUE=[])
class CountedTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)
        cls.story.tags.add("Harbour")
        for number in range(3):
            at = timezone.now() - timedelta(minutes=number + 1)
            cast.story(cls, headline=f"Harbour {number}", slug=f"story-{number}", at=at).tags.add("Harbour")
        cls.own = cls.story.get_absolute_url()
        day = timezone.localtime(cls.story.published_at)
        cls.lists = ("/", "/news/", *LISTS, f"/archive/{day.year}/{day.month}/{day.day}/")

    def page(self, address):
        return self.client.get(address).content.decode()

    def on_card(self, address):
        """Return the numbers that the cards of the story tell on a page, without repeats; 0 where none is told."""
        found = re.findall(rf'href="{self.own}#comments">([\d,]+) comments?</a>', self.page(address))
        return {int(number.replace(",", "")) for number in found} or {0}

    def assert_everywhere(self, number):
        for address in self.lists:
            self.assertEqual(self.on_card(address), {number}, address)
        story, feed = self.page(self.own), self.page("/feeds/latest.rss")
        self.assertEqual(json_ld(story), number)
        self.assertIn(f'<span class="how-many">({number})</span>', story)
        self.assertEqual(re.findall(r"<slash:comments>(\d+)<", feed), [str(number), "0", "0", "0"])
        self.assertEqual(self.story.comments.visible().count(), number)

    def test_it_is_the_same_on_every_page_card_and_feed_whatever_happens(self):
        self.assert_everywhere(0)
        first = cast.comment(self.story, self.rita)
        self.assert_everywhere(1)
        second = cast.comment(self.story, self.ravi, "Is it?", parent=first)
        self.assert_everywhere(2)
        self.remove(first)
        self.assert_everywhere(1)
        Article.objects.filter(pk=self.story.pk).update(comments_mode="premoderated")
        held = cast.comment(self.story, self.rita, "Yes.")
        self.assertEqual(held.status, Comment.Status.HELD)
        self.assert_everywhere(1)
        decide(comment=held, moderator=self.mo, action="keep", version_seen=held.version)
        self.assert_everywhere(2)
        self.remove(second)
        self.remove(Comment.objects.get(pk=held.pk))
        self.assert_everywhere(0)

    def remove(self, comment):
        decide(comment=comment, moderator=self.mo, action="remove", rule=self.abuse, version_seen=comment.version)

    def test_without_comments_a_card_says_nothing(self):
        self.assertNotIn("#comments", self.page("/latest/"))

    def test_a_kept_page_is_filled_in_with_one_query_and_never_shows_a_mark(self):
        cast.comment(self.story, self.rita)
        for address in ("/", "/news/", "/latest/", "/authors/nell-byrne/", "/tags/harbour/", "/feeds/latest.rss"):
            first = self.page(address)
            with self.subTest(address), CaptureQueriesContext(connection) as asked:
                again = self.page(address)
            self.assertEqual(again, first)
            self.assertNotIn("open-", again)
            self.assertEqual(len(asked), 1, asked.captured_queries)
            self.assertIn("COUNT(", asked.captured_queries[0]["sql"])

    def test_a_page_stands_for_a_second_and_its_frame_until_a_story_changes(self):
        with mock.patch("comments.counted.SECONDS", 3600):
            self.assertEqual(self.on_card("/latest/"), {0})
            cast.comment(self.story, self.rita)
            with self.assertNumQueries(0):
                self.assertEqual(self.on_card("/latest/"), {0})
            cast.story(self, headline="Another", slug="another")
            self.assertEqual(self.on_card("/latest/"), {1})
            self.assertIn("Another", self.page("/latest/"))

    def test_a_preview_tells_the_numbers_too(self):
        cast.comment(self.story, self.rita)
        self.client.force_login(self.ada)
        for front in Front.objects.everywhere().exclude(section=self.sport):
            self.assertEqual(self.on_card(f"/admin/fronts/front/{front.pk}/preview/"), {1}, front)

    def test_what_is_not_there_or_moved_is_said_as_ever(self):
        for address in ("/none/", "/tags/none/", "/latest/?before=999999"):
            self.assertEqual(self.client.get(address).status_code, 404)
        self.assertFalse([key for key in parts.by_key if key[0] == "frame"])
