"""Which next step is suggested, and in which words."""

from datetime import timedelta

from django.test import TestCase
from django.utils import timezone

from moderation.decide import decide
from sanctions.ladder import next_step
from sanctions.lift import lift

from .cast import act, say, town


class LadderTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        town(cls)

    def setUp(self):
        self.start = timezone.now() - timedelta(days=60)

    def remove(self, days):
        at = self.start + timedelta(days=days)
        comment = say(self, f"Rude words {days}.", at=at)
        decide(comment=comment, moderator=self.mo, action="remove", rule=self.abuse, version_seen=1, at=at)

    def suggested(self):
        step = next_step(self.rita)
        return step.in_words

    def test_nothing_is_suggested_where_nothing_was_removed(self):
        self.assertEqual(next_step(self.rita).because, "No comment of theirs was removed in the last 90 days.")
        self.assertEqual(self.suggested(), "")

    def test_the_steps_follow_each_other(self):
        day = timedelta(days=1)
        steps = [
            ("warn them", "warn", None),
            ("have their comments read first for 30 days", "premod", None),
            ("suspend them for a day", "suspend", day),
            ("suspend them for 7 days", "suspend", 7 * day),
            ("ban them", "ban", None),
        ]
        for number, (words, kind, length) in enumerate(steps):
            self.remove(10 * number)
            self.assertEqual(self.suggested(), words)
            at = self.start + timedelta(days=10 * number + 1)
            made = act(self, kind, seen=number, at=at, until=length and at + length)
            self.assertEqual(self.suggested(), "")
            if kind != "ban":
                type(made).objects.filter(pk=made.pk).update(acknowledged_at=at, until=made.until)
        self.assertEqual(next_step(self.rita).because, "They are banned.")

    def test_it_says_why(self):
        self.remove(1)
        self.remove(2)
        self.assertIn("2 comments of theirs were removed in the last 90 days", next_step(self.rita).because)

    def test_what_was_lifted_does_not_count(self):
        self.remove(1)
        lift(sanction=act(self, "warn"), by=self.ada)
        self.assertEqual(self.suggested(), "warn them")

    def test_what_went_with_a_ban_is_answered_by_it(self):
        say(self)
        act(self, "suspend", until=timezone.now() + timedelta(days=1), remove_hours=24)
        self.assertEqual(self.suggested(), "")
