"""Arranging a draft, and throwing it away."""

from django.db import IntegrityError, transaction
from django.test import TestCase

from fronts.arrange import MOST, Conflict, NotAllowed, Refused, arrange, discard
from fronts.models import Edition, Front, Slot
from newsroom.tests import cast
from pagecache.models import PageVersion

from .arranging import draft, front_of, launched, slots


class ArrangeTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.a, cls.b, cls.c = (cast.story(cls, headline=name, slug=name.lower()) for name in ("A", "B", "C"))

    def held(self, state="draft", section=None):
        slots = Slot.objects.filter(edition__front__section=section, edition__state=state)
        return [slot.article.headline for slot in slots.select_related("article")]

    def test_a_draft_holds_the_slots_in_their_order(self):
        draft(self, self.b, (self.a, {"own_headline": "Aha", "size": "small"}))
        self.assertEqual(self.held(), ["B", "A"])
        self.assertEqual(Slot.objects.get(article=self.a).headline, "Aha")

    def test_arranging_again_takes_the_place_of_the_draft(self):
        draft(self, self.b, self.a)
        draft(self, self.c)
        self.assertEqual(self.held(), ["C"])
        self.assertEqual(Edition.objects.count(), 1)

    def test_what_is_live_is_not_touched_and_no_page_moves(self):
        launched(self, self.a)
        PageVersion.objects.all().delete()
        draft(self, self.b)
        self.assertEqual((self.held("live"), self.held()), (["A"], ["B"]))
        self.assertFalse(PageVersion.objects.exists())

    def test_the_same_slots_make_no_draft_and_disturb_nobody(self):
        launched(self, self.a, self.b)
        version = front_of().version
        self.assertIsNone(draft(self, self.a, self.b))
        self.assertEqual(front_of().version, version)

    def test_each_section_has_a_front_of_its_own(self):
        draft(self, self.a)
        draft(self, self.b, section=self.sport)
        self.assertEqual((self.held(), self.held(section=self.sport)), (["A"], ["B"]))

    def test_who_comes_second_is_told_what_happened(self):
        front = front_of()
        draft(self, self.a)
        with self.assertRaisesMessage(Conflict, "Ed saved a draft of this front ("):
            arrange(front=front, by=self.ada, slots=slots(self.b), version_seen=front.version)
        self.assertEqual(self.held(), ["A"])

    def test_only_those_who_may_arrange_do(self):
        front = front_of()
        for person in (self.nell, self.pia, self.mo, self.rita):
            with self.subTest(person), self.assertRaises(NotAllowed):
                arrange(front=front, by=person, slots=slots(self.a), version_seen=front.version)
        self.assertFalse(Edition.objects.exists())

    def test_a_story_stands_once(self):
        with self.assertRaises(Refused):
            draft(self, self.a, self.b, self.a)
        edition = draft(self, self.a)
        with self.assertRaises(IntegrityError), transaction.atomic():
            Slot.objects.create(edition=edition, article=self.a, position=9)

    def test_there_is_room_for_so_many(self):
        many = [cast.draft(self, headline=f"Story {number}", slug="s") for number in range(MOST + 1)]
        with self.assertRaises(Refused):
            draft(self, *many)
        draft(self, *many[:MOST])
        self.assertEqual(len(self.held()), MOST)

    def test_the_database_keeps_one_front_a_place_and_one_draft_a_front(self):
        edition = draft(self, self.a)
        with self.assertRaises(IntegrityError), transaction.atomic():
            Front.objects.create(section=None)
        with self.assertRaises(IntegrityError), transaction.atomic():
            Front.objects.create(section=self.sport)
        with self.assertRaises(IntegrityError), transaction.atomic():
            Edition.objects.create(front=edition.front)

    def test_a_draft_is_discarded_and_what_is_live_stays(self):
        launched(self, self.a)
        draft(self, self.b)
        front = front_of()
        discard(front=front, by=self.ed, version_seen=front.version)
        self.assertEqual((self.held("live"), self.held()), (["A"], []))

    def test_a_draft_that_somebody_has_changed_is_not_discarded(self):
        draft(self, self.a)
        front = front_of()
        draft(self, self.b)
        with self.assertRaises(Conflict):
            discard(front=front, by=self.ada, version_seen=front.version)
        with self.assertRaises(NotAllowed):
            discard(front=front_of(), by=self.nell, version_seen=front_of().version)
        self.assertEqual(self.held(), ["B"])
