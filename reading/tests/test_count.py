"""Counting: right at once and in several processes, and nothing of anybody kept."""

import threading
from datetime import UTC, datetime, timedelta
from unittest.mock import patch

from django.db import OperationalError, connection
from django.test import TestCase, TransactionTestCase
from django.utils import timezone

from articles.models import Article
from newsroom.tests import cast
from reading.count import EVERY, MINUTE, Readings
from reading.models import DAYS_KEPT, ReadCount

AT = datetime(2026, 11, 22, 14, 59, 59, tzinfo=UTC)
ADDRESS = "203.0.113.7"


def numbers():
    return {(row.article_id, row.hour): row.number for row in ReadCount.objects.all()}


class CountTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)
        cls.other = cast.story(cls, headline="Other")
        cls.hour = AT.replace(minute=0, second=0)

    def setUp(self):
        self.readings = Readings()

    def read(self, address=ADDRESS, story=None, now=100.0, at=AT):
        self.readings.add((story or self.story).pk, address, at=at, now=now)

    def test_readings_of_an_hour_are_one_row(self):
        for number in range(3):
            self.read(f"203.0.113.{number}")
        self.read(story=self.other)
        self.read("203.0.113.9", at=AT + timedelta(seconds=1))
        self.readings.write()
        self.read("203.0.113.10")
        self.readings.write()
        self.assertEqual(
            numbers(),
            {
                (self.story.pk, self.hour): 4,
                (self.story.pk, self.hour + timedelta(hours=1)): 1,
                (self.other.pk, self.hour): 1,
            },
        )

    def test_again_from_one_address_counts_once_a_minute(self):
        for now in (100, 101, 100 + MINUTE - 0.1):
            self.read(now=now)
        self.read(story=self.other, now=100)
        self.readings.write()
        self.assertEqual(numbers()[self.story.pk, self.hour], 1)
        self.read(now=100 + MINUTE)
        self.readings.write()
        self.assertEqual(numbers()[self.story.pk, self.hour], 2)
        self.assertEqual(numbers()[self.other.pk, self.hour], 1)

    def test_two_processes_add_to_each_other(self):
        another = Readings()
        self.read()
        another.add(self.story.pk, ADDRESS, at=AT)
        self.readings.write()
        another.write()
        self.assertEqual(numbers(), {(self.story.pk, self.hour): 2})

    def test_nothing_of_the_reader_is_kept(self):
        self.read()
        first = (self.readings.key, set(self.readings.marks))
        self.assertNotIn(ADDRESS, repr(vars(self.readings)))
        self.assertNotEqual(first[0], Readings().key)
        self.read("203.0.113.8", now=100 + MINUTE)
        self.assertNotEqual(self.readings.key, first[0])  # what was marked cannot be found out any more
        self.assertFalse(first[1] & self.readings.marks)
        self.readings.write()
        self.assertEqual({field.name for field in ReadCount._meta.get_fields()}, {"id", "article", "hour", "number"})

    def test_the_same_reader_leaves_another_mark_in_each_process_and_on_each_story(self):
        self.read()
        self.read(story=self.other)
        another = Readings()
        another.add(self.story.pk, ADDRESS, now=100.0)
        self.assertEqual(len(self.readings.marks | another.marks), 3)

    def test_one_short_statement_at_most_every_ten_seconds(self):
        with self.assertNumQueries(0):
            for number in range(50):
                self.read(f"203.0.113.{number}", now=100 + number / 10)
                self.readings.write_if_due(now=100 + number / 10)
        self.readings.tidied = self.hour
        with self.assertNumQueries(4):  # which of them are public; a savepoint round the one that adds
            self.readings.write_if_due(now=100 + EVERY)
        with self.assertNumQueries(0):
            self.readings.write_if_due(now=200)
        self.assertEqual(numbers(), {(self.story.pk, self.hour): 50})

    def test_a_database_that_is_away_loses_nothing(self):
        self.read()
        with patch("reading.count.add", side_effect=OperationalError("away")):
            self.readings.write()
        self.assertEqual(numbers(), {})
        self.read("203.0.113.8")
        self.readings.write_if_due(now=100 + EVERY)
        self.assertEqual(numbers(), {(self.story.pk, self.hour): 2})

    def test_only_stories_that_the_public_may_see(self):
        draft = cast.draft(self, headline="Draft")
        later = cast.story(self, headline="Later", when=timezone.now() + timedelta(days=1))
        held = cast.story(self, headline="Held")
        Article.objects.filter(pk=held.pk).update(legal_hold=True)
        for story in (draft, later, held):
            self.read(story=story)
        self.readings.add(99999999, ADDRESS)
        self.readings.write()
        self.assertEqual(numbers(), {})

    def test_what_is_older_than_thirty_days_goes(self):
        now = timezone.now().replace(minute=0, second=0, microsecond=0)
        for days in (0, DAYS_KEPT - 1, DAYS_KEPT + 1):
            ReadCount.objects.create(article=self.other, hour=now - timedelta(days=days), number=7)
        self.read(at=now)
        self.readings.write()
        self.assertEqual(ReadCount.objects.count(), 3)
        self.assertFalse(ReadCount.objects.old().exists())

    def test_a_flood_of_addresses_fills_no_memory(self):
        with patch("reading.count.MOST_MARKS", 10), patch("reading.count.MOST_NUMBERS", 3):
            for number in range(30):
                self.readings.add(number, f"203.0.113.{number}", at=AT, now=100.0)
            self.assertEqual((len(self.readings.marks), len(self.readings.numbers)), (10, 3))
            self.read(now=100 + MINUTE)
            self.assertEqual(len(self.readings.marks), 1)

    def test_more_stories_than_one_statement_takes(self):
        with patch("reading.count.ROWS", 1):
            self.read()
            self.read(story=self.other)
            self.readings.write()
        self.assertEqual(len(numbers()), 2)


class AtOnceTests(TransactionTestCase):
    def test_eight_threads_of_two_processes_lose_nothing(self):
        cast.people(self)
        cast.paper(self)
        story = cast.story(self)
        processes = [Readings(), Readings()]
        start = threading.Barrier(8)

        def read(thread):
            readings = processes[thread % 2]
            start.wait()
            try:
                for number in range(40):
                    readings.add(story.pk, f"{thread} {number}", at=AT)
                    if number % 5 == 0:
                        readings.write()
            finally:
                connection.close()

        threads = [threading.Thread(target=read, args=[thread]) for thread in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        for readings in processes:
            readings.write()
        self.assertEqual(list(numbers().values()), [8 * 40])
