"""Launching a front, bringing an earlier one back, and what the history holds."""

from django.test import TestCase

from fronts.arrange import Conflict, NotAllowed
from fronts.bring_back import IsLive, bring_back
from fronts.launch import NothingToLaunch, launch
from fronts.models import Edition
from newsroom.tests import cast
from pagecache.models import PageVersion

from .arranging import draft, front_of, launched


class LaunchTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.a, cls.b, cls.c = (cast.story(cls, headline=name, slug=name.lower()) for name in ("A", "B", "C"))

    def editions(self):
        rows = Edition.objects.order_by("pk").prefetch_related("slots__article")
        return [(each.state, [slot.article.headline for slot in each.slots.all()]) for each in rows]

    def launch(self, by=None, version=None):
        front = front_of()
        return launch(front=front, by=by or self.ed, version_seen=front.version if version is None else version)

    def test_the_draft_is_what_readers_see_and_what_they_saw_is_history(self):
        launched(self, self.a)
        edition = launched(self, self.b)
        self.assertEqual(self.editions(), [("past", ["A"]), ("live", ["B"])])
        self.assertEqual(edition.launched_by, self.ed)
        self.assertIsNotNone(edition.launched_at)

    def test_without_a_draft_there_is_nothing_to_launch(self):
        launched(self, self.a)
        version = front_of().version
        with self.assertRaises(NothingToLaunch):
            self.launch()
        self.assertEqual(front_of().version, version)

    def test_a_draft_that_somebody_has_changed_is_not_launched(self):
        draft(self, self.a)
        seen = front_of().version
        draft(self, self.b)
        with self.assertRaisesMessage(Conflict, "Ed saved a draft of this front"):
            self.launch(by=self.ada, version=seen)
        self.assertEqual(self.editions(), [("draft", ["B"])])

    def test_only_those_who_may_arrange_launch(self):
        draft(self, self.a)
        with self.assertRaises(NotAllowed):
            self.launch(by=self.nell)

    def test_an_earlier_front_comes_back_as_a_new_edition(self):
        first = launched(self, (self.a, {"own_headline": "Aha", "size": "large"}), self.b)
        launched(self, self.c)
        draft(self, self.b)
        PageVersion.objects.all().delete()
        back = bring_back(edition=first, by=self.ada, version_seen=front_of().version)
        expected = [("past", ["A", "B"]), ("past", ["C"]), ("draft", ["B"]), ("live", ["A", "B"])]
        self.assertEqual(self.editions(), expected)
        self.assertEqual([slot.facts for slot in back.slots.all()], [slot.facts for slot in first.slots.all()])
        self.assertEqual(back.launched_by, self.ada)
        self.assertIn("Brought back", back.note)
        self.assertEqual(list(PageVersion.objects.values_list("name", flat=True)), ["fronts"])

    def test_what_is_live_cannot_be_brought_back(self):
        live = launched(self, self.a)
        with self.assertRaises(IsLive):
            bring_back(edition=live, by=self.ed, version_seen=front_of().version)
        self.assertEqual(len(self.editions()), 1)

    def test_a_return_is_for_those_who_know_what_they_replace(self):
        first = launched(self, self.a)
        seen = front_of().version
        launched(self, self.b)
        with self.assertRaisesMessage(Conflict, "Ed launched this front"):
            bring_back(edition=first, by=self.ada, version_seen=seen)
        with self.assertRaises(NotAllowed):
            bring_back(edition=first, by=self.nell, version_seen=front_of().version)
        self.assertEqual([state for state, _ in self.editions()], ["past", "live"])
