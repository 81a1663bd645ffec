"""Opening hours as stretches of time, on the paper's clock."""

from datetime import UTC, date, datetime, time, timedelta

from django.test import SimpleTestCase, override_settings
from django.utils import timezone

from comments.hours import changes_next, moment, opens_next

MONDAY, TUESDAY, SATURDAY, SUNDAY = 0, 1, 5, 6
OFFICE = [(day, time(8), time(20)) for day in range(5)]
END = time(0)


def utc(*numbers):
    return datetime(*numbers, tzinfo=UTC)


@override_settings(TIME_ZONE="Europe/Dublin")
class HoursTests(SimpleTestCase):
    def setUp(self):
        timezone.get_default_timezone.cache_clear()
        self.addCleanup(timezone.get_default_timezone.cache_clear)

    def test_open_from_the_first_moment_and_closed_from_the_last(self):
        opens, closes = utc(2026, 1, 12, 8), utc(2026, 1, 12, 20)  # a Monday in winter
        just = timedelta(microseconds=1)
        self.assertEqual(opens_next(OFFICE, opens - just), opens)
        self.assertIsNone(opens_next(OFFICE, opens))
        self.assertIsNone(opens_next(OFFICE, closes - just))
        self.assertEqual(opens_next(OFFICE, closes), utc(2026, 1, 13, 8))

    def test_a_weekend_is_waited_out(self):
        self.assertEqual(opens_next(OFFICE, utc(2026, 1, 16, 20)), utc(2026, 1, 19, 8))

    def test_one_day_a_week_comes_round(self):
        rows = [(MONDAY, time(8), time(9))]
        self.assertEqual(opens_next(rows, utc(2026, 1, 12, 9)), utc(2026, 1, 19, 8))

    def test_midnight_is_the_end_of_the_day_and_runs_on_into_the_next(self):
        rows = [(MONDAY, time(18), END), (TUESDAY, time(0), time(2))]
        self.assertIsNone(opens_next(rows, utc(2026, 1, 13, 0)))
        self.assertEqual(opens_next(rows, utc(2026, 1, 13, 2)), utc(2026, 1, 19, 18))
        self.assertEqual(opens_next(rows[:1], utc(2026, 1, 13, 0)), utc(2026, 1, 19, 18))

    def test_a_week_without_a_gap_is_always_open(self):
        rows = [(day, time(0), END) for day in range(7)]
        for at in (utc(2026, 1, 12, 0), utc(2026, 3, 29, 1), utc(2026, 10, 25, 1, 30)):
            self.assertIsNone(opens_next(rows, at))

    def test_summer_time_moves_the_hours_with_the_clock(self):
        self.assertEqual(opens_next(OFFICE, utc(2026, 3, 27, 22)), utc(2026, 3, 30, 7))
        self.assertEqual(opens_next(OFFICE, utc(2026, 10, 23, 22)), utc(2026, 10, 26, 8))

    def test_what_the_clock_jumps_over_is_no_time_at_all(self):
        gone = [(SUNDAY, time(1), time(2))]
        self.assertEqual(opens_next(gone, utc(2026, 3, 28, 12)), utc(2026, 4, 5, 0))
        self.assertEqual(moment(date(2026, 3, 29), time(1, 30)), utc(2026, 3, 29, 1, 30))

    def test_what_the_clock_shows_twice_opens_and_closes_once(self):
        rows = [(SUNDAY, time(0), time(1, 30))]
        self.assertEqual(opens_next(rows, utc(2026, 10, 24, 12)), utc(2026, 10, 24, 23))
        self.assertIsNone(opens_next(rows, utc(2026, 10, 25, 0, 29)))
        self.assertEqual(opens_next(rows, utc(2026, 10, 25, 0, 30)), utc(2026, 11, 1, 0))
        self.assertEqual(opens_next(rows, utc(2026, 10, 25, 1, 10)), utc(2026, 11, 1, 0))

    def test_the_next_change_is_an_opening_or_a_closing(self):
        self.assertEqual(changes_next(OFFICE, utc(2026, 1, 12, 7)), utc(2026, 1, 12, 8))
        self.assertEqual(changes_next(OFFICE, utc(2026, 1, 12, 8)), utc(2026, 1, 12, 20))
        self.assertIsNone(changes_next([], utc(2026, 1, 12, 8)))
