"""What the moderators' numbers say of appeals."""

from dataclasses import replace
from datetime import timedelta

from django.test import TestCase
from django.utils import timezone

from figures.span import Span
from law.answer import answer
from law.appeal import appeal
from law.models import Statement
from law.numbers import appeals

from .scene import again, decided, scene


class NumbersTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        scene(cls)

    def test_appeals_are_counted_when_they_are_made_decided_and_reversed(self):
        now = Span(7, timezone.now())
        self.assertEqual([number for _, number in appeals(now)], [0, 0, 0])
        decided(self.comment, "remove", by=self.mo, rule=self.abuse)
        made = appeal(against=Statement.objects.get(comment=self.comment), words="I quoted.", person=self.rita)
        self.assertEqual([number for _, number in appeals(now)], [1, 0, 0])
        facts = {"version_seen": again(self.comment).version, "words": "So it does."}
        answer(appeal=made, moderator=self.max, outcome="reversed", **facts)
        for span in (now, replace(now, section=self.story.section)):
            self.assertEqual([number for _, number in appeals(span)], [1, 1, 1])
        for span in (replace(now, section=self.sport), replace(now, at=now.at - timedelta(days=8))):
            self.assertEqual([number for _, number in appeals(span)], [0, 0, 0])
