"""Most read and most discussed: the page, and the side list."""

from datetime import timedelta

from django.test import TestCase, override_settings
from django.utils import timezone

from articles.models import Article
from articles.withdraw import withdraw
from comments.models import Comment
from newsroom.tests import cast
from pagecache.pages import pages
from reading.models import ReadCount
from reading.popular import most_discussed, most_read


class PopularTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.now = timezone.now()
        cls.stories = [cast.story(cls, headline=f"Story {number}", slug=f"story-{number}") for number in range(12)]

    def read(self, number, times, hours=1):
        hour = (self.now - timedelta(hours=hours)).replace(minute=0, second=0, microsecond=0)
        ReadCount.objects.create(article=self.stories[number], hour=hour, number=times)

    def headlines(self, found):
        return [story.headline for story in found]

    def test_what_was_read_most_in_the_last_day_comes_first(self):
        self.read(0, 5)
        self.read(1, 3)
        self.read(1, 4, hours=20)
        self.read(2, 100, hours=26)
        self.assertEqual(self.headlines(most_read()), ["Story 1", "Story 0"])

    def test_ten_at_most_and_none_that_the_public_may_not_see(self):
        for number in range(12):
            self.read(number, 100 - number)
        withdraw(article=self.stories[0], by=self.ed, note="Wrong.")
        Article.objects.filter(pk=self.stories[1].pk).update(legal_hold=True)
        self.assertEqual(self.headlines(most_read()), [f"Story {number}" for number in range(2, 12)])
        self.assertEqual(self.headlines(most_read(most=2)), ["Story 2", "Story 3"])

    def test_what_was_talked_about_most_in_two_days_by_comments_that_readers_see(self):
        for number, comments in ((0, 1), (1, 3), (2, 2)):
            for text in range(comments):
                cast.comment(self.stories[number], self.rita, f"Comment {text}.")
        Comment.objects.filter(article=self.stories[1]).update(status=Comment.Status.REMOVED)
        old = cast.comment(self.stories[3], self.rita)
        Comment.objects.filter(pk=old.pk).update(posted_at=self.now - timedelta(hours=49))
        found = most_discussed()
        self.assertEqual(self.headlines(found), ["Story 2", "Story 0"])
        self.assertEqual([story.weight for story in found], [2, 1])

    def test_the_page_shows_both_and_says_what_is_counted(self):
        self.read(4, 9)
        cast.comment(self.stories[5], self.rita)
        page = self.client.get("/popular/")
        for part in ("Story 4", "Story 5", "1 new comment<", "nothing about who read it", 'rel="canonical"'):
            self.assertContains(page, part)
        self.assertNotContains(page, ">9<")

    def test_an_empty_page_says_so(self):
        page = self.client.get("/popular/")
        self.assertContains(page, "Nothing was counted in that time.")
        self.assertContains(page, "No comments in that time.")

    @override_settings(PAGES_DUE=[])
    def test_the_cost_is_the_same_for_any_number(self):
        for number in range(12):
            self.read(number, 9)
            cast.comment(self.stories[number], self.rita)
        pages.clear()
        with self.assertNumQueries(6):
            self.client.get("/popular/")

    def test_it_only_reads(self):
        self.assertEqual(self.client.post("/popular/").status_code, 405)
