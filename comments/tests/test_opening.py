"""Whether a story takes comments, and why not; and when time alone changes that."""

from datetime import UTC, datetime, time, timedelta

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from articles.models import Article
from comments.due import next_due
from comments.models import Community, OpeningHours
from comments.opening import COURT_CASE, closed_because, notice
from comments.post import Closed
from newsroom.tests import cast
from pagecache import due
from pagecache.move import move

PUBLISHED = datetime(2026, 1, 5, 12, tzinfo=UTC)
MONDAY_NOON = datetime(2026, 1, 12, 12, tzinfo=UTC)
MONDAY_NIGHT = datetime(2026, 1, 12, 22, tzinfo=UTC)
TUESDAY_EIGHT = datetime(2026, 1, 13, 8, tzinfo=UTC)
NIGHT = "This story takes comments at certain hours. Comments open again at 08:00 on Tuesday."
AGED = "Comments on this story are closed. A story takes them for 30 days after it was published."


def hours(days=range(7), opens=time(8), closes=time(20), **owner):
    OpeningHours.objects.bulk_create(OpeningHours(day=day, opens=opens, closes=closes, **owner) for day in days)


class OpeningTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls, at=PUBLISHED)

    def because(self, at=MONDAY_NOON, **facts):
        Article.objects.filter(pk=self.story.pk).update(**facts)
        return closed_because(Article.objects.get(pk=self.story.pk), at)

    def test_open_unless_something_closes_it(self):
        self.assertEqual(self.because(), "")

    def test_an_editors_reason_is_told_and_a_court_case_has_its_own(self):
        self.assertEqual(self.because(comments_mode="closed"), "Comments on this story are closed.")
        self.assertEqual(
            self.because(comments_closed_reason="The bereaved asked for it."), "The bereaved asked for it."
        )
        self.assertEqual(self.because(court_case=True), COURT_CASE)
        self.assertEqual(self.because(comments_mode="open"), COURT_CASE)
        self.assertEqual(self.because(court_case=False), "")

    def test_an_old_story_is_closed_from_the_moment_on(self):
        Community.objects.create(pk=1, close_after_days=30)
        end = PUBLISHED + timedelta(days=30)
        self.assertEqual(self.because(at=end - timedelta(microseconds=1)), "")
        self.assertEqual(self.because(at=end), AGED)

    def test_the_hours_of_the_whole_site_say_when_it_opens(self):
        hours()
        self.assertEqual(self.because(), "")
        self.assertEqual(self.because(at=MONDAY_NIGHT), NIGHT)
        self.assertEqual(self.because(at=TUESDAY_EIGHT), "")

    def test_a_week_ahead_the_day_has_its_date(self):
        hours([0], closes=time(9))
        self.assertIn("at 08:00 on Monday 19 January.", self.because())

    def test_the_narrowest_hours_count(self):
        hours()
        hours([0], section=self.news, opens=time(21), closes=time(23))
        self.assertEqual(self.because(at=MONDAY_NIGHT), "")
        hours([0], article=self.story, opens=time(9), closes=time(13))
        self.assertNotEqual(self.because(at=MONDAY_NIGHT), "")
        self.assertEqual(self.because(), "")

    def test_other_stories_hours_do_not_count(self):
        hours([6], section=self.sport)
        hours([6], article=cast.story(self, at=PUBLISHED))
        self.assertEqual(self.because(at=MONDAY_NIGHT), "")

    def test_it_promises_no_hour_that_comes_after_its_age(self):
        hours()
        Community.objects.create(pk=1, close_after_days=30)
        last_evening = PUBLISHED + timedelta(days=29, hours=10)
        self.assertIn("open again", self.because(at=last_evening))  # the last hours end at noon
        Community.objects.update(close_after_days=7)
        Article.objects.filter(pk=self.story.pk).update(publish_at=PUBLISHED - timedelta(hours=6))
        self.assertIn("7 days", self.because(at=PUBLISHED + timedelta(days=6, hours=10)))

    def test_the_deed_asks_at_the_moment_of_writing(self):
        hours()
        with self.assertRaises(Closed) as refusal:
            cast.comment(self.story, self.rita, at=MONDAY_NIGHT)
        self.assertEqual(str(refusal.exception), NIGHT)
        self.assertTrue(cast.comment(self.story, self.rita, at=TUESDAY_EIGHT).is_visible)
        Article.objects.filter(pk=self.story.pk).update(court_case=True)
        with self.assertRaises(Closed):
            cast.comment(self.story, self.rita, "One more.", at=TUESDAY_EIGHT)

    def test_posting_costs_one_query_more_where_there_are_hours_and_none_elsewhere(self):
        Community.objects.create(pk=1, close_after_days=30)
        cast.comment(self.story, self.nell, at=MONDAY_NOON)  # the first makes the row of the page's version
        with CaptureQueriesContext(connection) as plain:
            cast.comment(self.story, self.rita, at=MONDAY_NOON)
        hours()
        with CaptureQueriesContext(connection) as timed:
            cast.comment(self.story, self.ravi, at=MONDAY_NOON)
        self.assertEqual(len(timed), len(plain) + 1)
        self.assertFalse([query for query in plain if 'FROM "comments_openinghours" WHERE' in query["sql"]])

    def test_readers_are_told_what_happens_to_what_they_write(self):
        self.assertEqual(notice(self.story), "")
        address = self.story.get_absolute_url()
        for mode, words in (("premoderated", "every comment is read before"), ("reported", "is hidden until")):
            Article.objects.filter(pk=self.story.pk).update(comments_mode=mode)
            move(f"story:{self.story.pk}")
            self.assertContains(self.client.get(address), words)
            self.assertContains(self.client.get(f"/comments/on/{self.story.pk}/new/"), words)

    def test_the_page_says_why_it_is_closed(self):
        hours([(PUBLISHED.weekday() + 3) % 7], opens=time(3), closes=time(3, 1), article=self.story)
        page = self.client.get(self.story.get_absolute_url())
        self.assertContains(page, "Comments open again at 03:00 on Thursday")
        self.assertNotContains(page, f"/comments/on/{self.story.pk}/new/")

    def test_time_alone_is_told_of(self):
        self.assertIsNone(next_due(MONDAY_NOON))
        hours(article=self.story)
        self.assertEqual(next_due(MONDAY_NOON), datetime(2026, 1, 12, 20, tzinfo=UTC))
        self.assertEqual(next_due(MONDAY_NIGHT), TUESDAY_EIGHT)
        OpeningHours.objects.all().delete()
        Community.objects.create(pk=1, close_after_days=30)
        end = PUBLISHED + timedelta(days=30)
        self.assertEqual(next_due(MONDAY_NOON), end)
        self.assertEqual(next_due(end - timedelta(microseconds=1)), end)
        self.assertIsNone(next_due(end))

    def test_the_pages_stand_until_then(self):
        self.addCleanup(due.forget)
        due.forget()
        hours(article=self.story)
        self.assertEqual(due.until({}, MONDAY_NIGHT.timestamp()), TUESDAY_EIGHT.timestamp())

    def test_telling_of_it_costs_three_queries(self):
        hours()
        Community.objects.create(pk=1, close_after_days=30)
        with self.assertNumQueries(3):
            next_due(MONDAY_NOON)
