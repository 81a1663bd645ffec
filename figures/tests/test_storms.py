"""Storms: shown at the top of the numbers, and to the story's editor in its form."""

from datetime import timedelta

from django.test import SimpleTestCase, TestCase
from django.utils import timezone

from figures.models import Day
from figures.storms import a_minute, storms, weather
from moderation.decide import decide
from moderation.report import report
from newsroom.tests import cast


class WordsTests(SimpleTestCase):
    def test_a_rate_is_said_by_the_minute(self):
        told = {0: "no reports", 0.4: "less than one report in ten minutes", 5: "0.5 reports a minute"}
        told |= {10: "1 report a minute", 40: "4 reports a minute", 123: "12 reports a minute"}
        for number, words in told.items():
            self.assertEqual(a_minute(number, "report"), words)


class StormTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.now = timezone.now()
        cls.story = cast.story(cls, at=cls.now - timedelta(days=2))
        cls.other = cast.story(cls, at=cls.now - timedelta(days=2), headline="Quiet", slug="quiet")
        cls.readers = [cast.person(f"reader{number}") for number in range(6)]

    def report(self, number, minutes=1, story=None):
        for place in range(number):
            comment = cast.comment(story or self.story, self.rita, f"Hot {place} {minutes}.")
            at = self.now - timedelta(minutes=minutes)
            report(comment=comment, reader=self.readers[place], rule=self.abuse, text_version=1, at=at)

    def usual(self, **counts):
        """Let each of the last 28 days have had so much."""
        today = timezone.localdate(self.now)
        Day.objects.bulk_create(
            Day(day=today - timedelta(days=day), section=self.news, counts=counts) for day in range(1, 29)
        )

    def test_in_fair_weather_one_query_finds_none(self):
        self.report(4)
        with self.assertNumQueries(1):
            self.assertEqual(storms(at=self.now), [])

    def test_many_reports_in_ten_minutes_are_a_storm(self):
        self.report(5)
        (storm,) = storms(at=self.now)
        self.assertEqual((storm.article, storm.reports, storm.words), (self.story, 5, "0.5 reports a minute"))

    def test_what_was_reported_earlier_is_over(self):
        self.report(6, minutes=11)
        self.assertEqual(storms(at=self.now), [])

    def test_what_is_usual_in_its_section_is_none(self):
        self.report(5)
        self.usual(reports=144)  # one in ten minutes
        self.assertEqual(storms(at=self.now), [])
        self.report(1, minutes=2)
        self.assertEqual(storms(at=self.now)[0].usual_words, "0.1 reports a minute")

    def test_many_comments_are_a_storm_too(self):
        for number in range(30):
            cast.comment(self.other, self.rita, f"Said {number}.", at=self.now - timedelta(minutes=2))
        (storm,) = storms(at=self.now)
        self.assertEqual((storm.article, storm.words), (self.other, "3 comments a minute"))

    def test_it_stands_above_the_numbers_with_the_way_to_the_queue(self):
        self.report(5)
        self.client.force_login(self.mo)
        page = self.client.get("/moderation/numbers/")
        self.assertContains(page, "0.5 reports a minute")
        self.assertContains(page, f"/moderation/?story={self.story.pk}")
        self.assertNotContains(page, "#id_comments_mode")

    def test_the_storys_editor_sees_it_in_the_form(self):
        self.report(5)
        decide(comment=self.story.comments.first(), moderator=self.mo, action="remove", rule=self.abuse, version_seen=1)
        self.client.force_login(self.ed)
        page = self.client.get(f"/admin/articles/article/{self.story.pk}/change/")
        self.assertContains(page, "story-weather storm")
        self.assertContains(page, "Comments in the last hour: <b>5</b>, 0 of them held, 20 % removed")
        self.assertContains(page, 'href="#id_comments_mode"')
        self.assertContains(page, 'id="id_comments_mode"')
        self.assertNotContains(page, "What waits on this story")
        self.client.force_login(self.ada)
        self.assertContains(self.client.get(page.request["PATH_INFO"]), "What waits on this story")

    def test_on_a_quiet_story_the_form_says_nothing_of_it(self):
        self.client.force_login(self.ed)
        page = self.client.get(f"/admin/articles/article/{self.other.pk}/change/")
        self.assertNotContains(page, "story-weather")

    def test_the_weather_of_a_story_is_two_queries(self):
        cast.comment(self.story, self.rita, at=self.now - timedelta(minutes=30))
        with self.assertNumQueries(2):
            found = weather(self.story, at=self.now)
        self.assertEqual((found.comments, found.held, found.removed_share, found.storm), (1, 0, 0, None))
