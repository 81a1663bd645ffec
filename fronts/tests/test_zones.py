"""What stands where on a front: chosen slots, and the newest in what is left."""

from datetime import timedelta

from django.test import TestCase
from django.utils import timezone

from articles.models import Article
from articles.withdraw import withdraw
from fronts.models import Slot
from fronts.page import PAPER, paper_zones, section_zones, slots_of, strips
from newsroom.tests import cast

from .arranging import headlines, launched

HOUR = timedelta(hours=1)


class ZonesTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.now = timezone.now()
        # Story 0 is the newest. Every third one is sport's.
        each = [
            {
                "headline": f"Story {number}",
                "slug": f"story-{number}",
                "section": cls.sport if number % 3 == 2 else cls.news,
                "at": cls.now - number * HOUR,
            }
            for number in range(18)
        ]
        cls.stories = cast.stories(cls, each)

    def zones(self, at=None):
        return paper_zones(slots_of(None), at or self.now)

    def names(self, *numbers):
        return [f"Story {number}" for number in numbers]

    def test_a_front_that_nobody_arranged_shows_the_newest_by_size(self):
        zones = self.zones()
        self.assertEqual({size: len(zone) for size, zone in zones.items()}, PAPER)
        self.assertEqual(headlines(zones), self.names(*range(13)))

    def test_what_an_editor_chose_goes_before_the_newest_and_stands_once(self):
        launched(self, self.stories[9], self.stories[4], self.stories[0])
        zones = self.zones()
        self.assertEqual(headlines(zones, "lead"), self.names(9))
        self.assertEqual(headlines(zones, "large"), self.names(4, 0))
        self.assertEqual(headlines(zones, "normal"), self.names(1, 2, 3, 5))
        self.assertEqual(len(set(headlines(zones))), sum(PAPER.values()))

    def test_a_slot_may_have_a_size_of_its_own_and_the_first_leads_whatever_its_size(self):
        small, large = {"size": "small"}, {"size": "large"}
        launched(self, (self.stories[9], small), (self.stories[4], small), *self.stories[5:8], (self.stories[8], large))
        zones = self.zones()
        self.assertEqual(headlines(zones, "lead"), self.names(9))
        self.assertEqual(headlines(zones, "large"), self.names(5, 6, 8))
        self.assertEqual(headlines(zones, "normal"), self.names(7, 0, 1, 2))
        self.assertEqual(headlines(zones, "small")[0], "Story 4")

    def test_more_than_a_page_has_room_for_all_stand_there(self):
        launched(self, *self.stories[:15])
        self.assertEqual(sorted(headlines(self.zones())), sorted(self.names(*range(15))))

    def test_a_slot_that_expires_leaves_its_place_to_the_next(self):
        later = self.now + HOUR
        launched(self, (self.stories[9], {"until": later}), self.stories[4])
        self.assertEqual(headlines(self.zones(), "lead"), self.names(9))
        zones = self.zones(at=later)
        self.assertEqual(headlines(zones, "lead"), self.names(4))
        self.assertEqual(len(headlines(zones)), sum(PAPER.values()))

    def test_a_story_that_is_not_public_shows_nothing_until_its_time_comes(self):
        soon = self.now + HOUR
        scheduled = cast.story(self, headline="Scheduled", slug="scheduled", when=soon)
        embargoed = cast.story(self, headline="Embargoed", slug="embargoed", at=self.now - HOUR, embargo_until=soon)
        held = cast.story(self, headline="Held", slug="held", at=self.now - HOUR)
        Article.objects.filter(pk=held.pk).update(legal_hold=True)
        gone = cast.story(self, headline="Gone", slug="gone", at=self.now - HOUR)
        withdraw(article=gone, by=self.ed, note="It was wrong.")
        draft = cast.draft(self, headline="A draft", slug="a-draft")
        launched(self, scheduled, embargoed, held, gone, draft, self.stories[7])
        zones = self.zones()
        self.assertEqual(headlines(zones)[:4], self.names(7, 0, 1, 2))
        self.assertFalse({"Scheduled", "Embargoed", "Held", "Gone", "A draft"} & set(headlines(zones)))
        self.assertEqual(headlines(self.zones(at=soon))[:4], ["Scheduled", "Embargoed", "Story 7", "Story 0"])

    def test_a_slot_has_words_and_a_photo_of_its_own_or_its_storys(self):
        photo, other = cast.photo(), cast.photo("teal")
        story = cast.story(self, headline="The pier", slug="pier", at=self.now, lead=photo, kicker="Harbour")
        own = {"own_headline": "Pier!", "own_kicker": "Now", "own_standfirst": "Look.", "own_photo": other}
        launched(self, (story, own))
        (slot,) = self.zones()["lead"]
        said = (slot.headline, slot.kicker, slot.standfirst, slot.photo)
        self.assertEqual(said, ("Pier!", "Now", "Look.", other))
        plain = Slot(article=story)
        said = (plain.headline, plain.kicker, plain.standfirst, plain.photo)
        self.assertEqual(said, ("The pier", "Harbour", "Work begins in spring.", photo))

    def test_strips_show_each_sections_newest_that_stand_nowhere_else(self):
        shown = [story.pk for story in self.stories[:6]]
        found = [(section.name, [slot.headline for slot in slots]) for section, slots in strips(shown, self.now)]
        self.assertEqual(found, [("News", self.names(6, 7, 9, 10)), ("Sport", self.names(8, 11, 14, 17))])

    def test_a_section_without_a_story_to_show_has_no_strip(self):
        shown = [story.pk for story in self.stories if story.section == self.sport]
        self.assertEqual([section.name for section, _ in strips(shown, self.now)], ["News"])

    def test_a_sections_front_fills_itself_with_its_own_and_shows_any_that_was_chosen(self):
        launched(self, self.stories[0], section=self.sport)
        zones = section_zones(self.sport, slots_of(self.sport), self.now)
        self.assertEqual(headlines(zones), self.names(0, 2, 5))
        self.assertEqual(headlines(self.zones())[0], "Story 0", "the paper's own front is another")
