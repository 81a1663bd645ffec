"""What is typed at the desk is kept by the minute, and what was saved is no leftover."""

from datetime import timedelta

from django.test import TestCase
from django.utils import timezone

from articles.keep import MOST, Settled, TooLong, earlier, keep, leftovers, over, settle, throw_away
from articles.models import Unsaved
from newsroom.tests import cast

ONE, OTHER = "6f0d7f1e-4f3b-4f0e-9d59-3c2d1a5b7c11", "6f0d7f1e-4f3b-4f0e-9d59-3c2d1a5b7c12"
NOON = timezone.now().replace(microsecond=0)


def form(words="The wall.", headline="Harbour wall"):
    return [("headline", headline), ("body", f"<p>{words}</p>"), ("tags", "Harbour")]


class KeepTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.draft(cls)

    def keep(self, words="The wall.", seconds=0, client=ONE, by=None, **facts):
        facts = {"article": self.story, "base": 1} | facts
        at = NOON + timedelta(seconds=seconds)
        return keep(by=by or self.nell, client=client, fields=form(words), at=at, **facts)

    def test_it_is_kept_as_it_was_typed(self):
        row = self.keep("A “wall”.\r\n🦞")
        row.refresh_from_db()
        self.assertEqual(row.fields[1], ["body", "<p>A “wall”.\r\n🦞</p>"])
        self.assertEqual((row.headline, row.article, row.base, row.saved_as), ("Harbour wall", self.story, 1, None))

    def test_what_no_database_takes_is_left_out_of_names_and_values(self):
        fields = [("head\0line", "A\0 wall"), ("\ud800", "\udc80half")]
        row = keep(by=self.nell, client=ONE, fields=fields, article=self.story, base=1)
        row.refresh_from_db()
        self.assertEqual(row.fields, [["headline", "A wall"], ["?", "?half"]])

    def test_what_is_typed_within_a_minute_is_one_row_and_later_ones_are_added(self):
        first = self.keep("One", 0)
        self.assertEqual(self.keep("Two", 59).pk, first.pk)
        self.assertEqual(self.keep("Three", 61).pk, Unsaved.objects.latest("pk").pk)
        self.assertEqual([row.fields[1][1] for row in Unsaved.objects.order_by("pk")], ["<p>Two</p>", "<p>Three</p>"])
        self.assertEqual(list(earlier(Unsaved.objects.latest("pk"))), [first])

    def test_the_same_again_is_stored_once_however_late(self):
        first = self.keep("One", 0)
        again = self.keep("One", 3600)
        self.assertEqual((again.pk, again.at), (first.pk, NOON))
        self.assertEqual(Unsaved.objects.count(), 1)

    def test_another_window_person_base_or_story_has_a_row_of_its_own(self):
        other_story = cast.draft(self, slug="other")
        self.keep("One")
        self.keep("Two", client=OTHER)
        self.keep("Three", by=self.ed)
        self.keep("Four", base=2)
        self.keep("Five", article=other_story)
        self.assertEqual(Unsaved.objects.count(), 5)

    def test_what_is_too_long_is_refused_and_what_was_kept_stands(self):
        self.keep("One")
        with self.assertRaises(TooLong):
            self.keep("é" * (MOST // 2))
        self.assertEqual(Unsaved.objects.get().fields[1][1], "<p>One</p>")

    def test_a_character_that_no_database_takes_is_left_out(self):
        self.keep("O\0ne")
        self.assertEqual(Unsaved.objects.get().fields[1][1], "<p>One</p>")

    def test_leftovers_are_the_newest_of_each_window_and_nobody_elses(self):
        self.keep("One", 0)
        second = self.keep("Two", 70)
        third = self.keep("Three", 80, client=OTHER)
        self.keep("Four", 90, by=self.ed)
        self.assertEqual(list(leftovers(self.nell)), [third, second])

    def test_what_was_saved_is_no_leftover_and_its_window_is_over(self):
        self.keep("One", 0)
        self.keep("Two", 70)
        settle(by=self.nell, client=ONE, article=self.story, number=2)
        self.assertEqual(list(leftovers(self.nell)), [])
        self.assertEqual({row.saved_as for row in Unsaved.objects.all()}, {2})
        with self.assertRaises(Settled) as late:
            self.keep("One and a half", 71)
        self.assertEqual(late.exception.number, 2)

    def test_a_window_of_which_nothing_had_arrived_when_it_was_saved_is_over_too(self):
        settle(by=self.nell, client=ONE, article=self.story, number=2)
        with self.assertRaises(Settled):
            self.keep("Late", 1)
        self.assertEqual(list(leftovers(self.nell)), [])

    def test_saving_one_window_leaves_the_other(self):
        self.keep("One")
        other = self.keep("Two", client=OTHER)
        settle(by=self.nell, client=ONE, article=self.story, number=2)
        settle(by=self.ed, client=OTHER, article=self.story, number=3)
        self.assertEqual(list(leftovers(self.nell)), [other])

    def test_what_a_window_went_on_from_is_saved_with_it_and_what_came_there_later_is_not(self):
        resumed = self.keep("One", 0, client=OTHER)
        later = self.keep("Two", 90, client=OTHER)
        settle(by=self.nell, client=ONE, article=self.story, number=2, resumed=resumed)
        self.assertEqual(list(leftovers(self.nell)), [later])

    def test_what_one_goes_on_from_is_no_leftover_beside_what_came_of_it(self):
        first = self.keep("One", 0)
        second = self.keep("One and two", 5, client=OTHER, resumes=first)
        self.assertEqual(list(leftovers(self.nell)), [second])
        self.keep("One and a half", 9)  # its own window was open all the while
        self.assertEqual(list(leftovers(self.nell)), [first, second])
        throw_away(unsaved=second)
        self.assertEqual(list(leftovers(self.nell)), [first])

    def test_a_new_storys_text_belongs_to_it_once_it_is_saved(self):
        row = self.keep("One", article=None, base=0)
        self.assertEqual(list(leftovers(self.nell)), [row])
        settle(by=self.nell, client=ONE, article=self.story, number=1)
        row.refresh_from_db()
        self.assertEqual((row.article, row.saved_as), (self.story, 1))

    def test_what_is_thrown_away_is_gone_and_what_came_later_is_not(self):
        row = self.keep("One", 0)
        later = self.keep("Two", 90)
        throw_away(unsaved=row)
        self.assertEqual(list(leftovers(self.nell)), [later])
        throw_away(unsaved=row)  # twice
        throw_away(unsaved=later)
        self.assertFalse(Unsaved.objects.exists())

    def test_it_outlives_its_story(self):
        row = self.keep("One")
        self.story.delete()
        self.assertEqual([left.pk for left in leftovers(self.nell)], [row.pk])

    def test_what_was_saved_is_forgotten_after_days_and_what_was_not_after_months(self):
        old, young = (self.keep("One", client=ONE), self.keep("Two", client=OTHER))
        settle(by=self.nell, client=ONE, article=self.story, number=2)
        for days, expected in ((1, [[], []]), (3, [[old], []]), (91, [[old], [young]])):
            self.assertEqual([list(rows) for rows in over(NOON + timedelta(days=days))], expected)

    def test_it_costs_the_same_however_much_is_kept(self):
        for number in range(5):
            self.keep(f"Text {number}", 61 * number)
        with self.assertNumQueries(4):  # the newest row, its update, and a savepoint round them
            self.keep("Text 5", 61 * 4 + 1)
        with self.assertNumQueries(1):
            list(leftovers(self.nell))
