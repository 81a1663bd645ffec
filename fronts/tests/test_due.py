"""The moments at which a front or the banner changes by itself."""

from datetime import timedelta

from django.test import TestCase
from django.utils import timezone

from fronts.banner import put_up, take_down
from fronts.due import next_due
from newsroom.tests import cast

from .arranging import draft, launched

HOUR = timedelta(hours=1)


class DueTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls)
        cls.now = timezone.now()

    def test_nothing_is_due_where_nothing_has_an_end(self):
        launched(self, self.story)
        with self.assertNumQueries(2):
            self.assertIsNone(next_due(self.now))

    def test_a_live_slot_that_expires(self):
        launched(self, (self.story, {"until": self.now + HOUR}))
        self.assertEqual(next_due(self.now), self.now + HOUR)
        self.assertIsNone(next_due(self.now + HOUR))

    def test_what_is_a_draft_or_history_changes_nothing(self):
        launched(self, (self.story, {"until": self.now + HOUR}))
        launched(self, self.story)
        draft(self, (self.story, {"until": self.now + HOUR}))
        self.assertIsNone(next_due(self.now))

    def test_the_banners_beginning_and_end(self):
        launched(self, (self.story, {"until": self.now + 3 * HOUR}))
        banner = put_up(text="Shut", by=self.ed, from_time=self.now + HOUR, until=self.now + 2 * HOUR, at=self.now)
        moments, at = [], self.now
        while at := next_due(at):
            moments.append(at)
        self.assertEqual(moments, [self.now + hours * HOUR for hours in (1, 2, 3)])
        take_down(seen=banner.pk, by=self.ed)
        self.assertEqual(next_due(self.now), self.now + 3 * HOUR)
