"""Embargo and legal hold: what they do to the times of a story, and to what is known of who saw which version."""

from datetime import timedelta

from django.test import TestCase
from django.utils import timezone

from articles import gates, publish, withdraw
from articles.models import Article
from articles.schedule import go_out
from articles.workflow import NotAllowed
from newsroom.tests import cast

HOUR = timedelta(hours=1)


class GatesTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)

    def setUp(self):
        self.now = timezone.now()

    def under_embargo(self, **facts):
        """Return a story that was published just now, and that nobody sees for an hour."""
        story = cast.draft(self, embargo_until=self.now + HOUR, **facts)
        publish.publish(article=story, by=self.ed, at=self.now)
        return story

    def seen_at(self, story, number=1):
        return story.revisions.get(number=number).released_at

    def test_a_story_published_under_embargo_has_the_time_at_which_readers_see_it(self):
        story = self.under_embargo()
        times = {story.publish_at, story.first_published_at, self.seen_at(story)}
        self.assertEqual(times, {self.now + HOUR})
        self.assertFalse(Article.objects.live(self.now).exists())
        self.assertTrue(Article.objects.live(self.now + HOUR).exists())

    def test_its_times_move_with_the_embargo(self):
        story = self.under_embargo()
        for until, expected in ((self.now + 3 * HOUR, self.now + 3 * HOUR), (None, self.now)):
            gates.embargo(article=story, by=self.ed, until=until, at=self.now)
            self.assertEqual({story.publish_at, story.first_published_at, self.seen_at(story)}, {expected})

    def test_a_scheduled_story_keeps_its_own_time_for_when_the_embargo_is_lifted(self):
        story = cast.story(self, when=self.now + HOUR)
        gates.embargo(article=story, by=self.ed, until=self.now + 3 * HOUR)
        self.assertEqual((story.first_published_at, self.seen_at(story)), (self.now + 3 * HOUR,) * 2)
        gates.embargo(article=story, by=self.ed, until=None)
        self.assertEqual({story.publish_at, story.first_published_at, self.seen_at(story)}, {self.now + HOUR})

    def test_when_the_embargo_of_a_scheduled_story_ends_it_stands_in_lists_at_that_time(self):
        story = cast.story(self, when=self.now + HOUR, embargo_until=self.now + 2 * HOUR)
        go_out(article=story, at=self.now + 2 * HOUR)
        story.refresh_from_db()
        self.assertEqual((story.status, story.publish_at), ("published", self.now + 2 * HOUR))

    def test_what_readers_have_seen_keeps_its_time(self):
        story = cast.story(self, at=self.now - HOUR)
        gates.embargo(article=story, by=self.ed, until=self.now + HOUR)
        gates.embargo(article=story, by=self.ed, until=None)
        gates.hold(article=story, by=self.ed, note="A letter.")
        gates.lift(article=story, by=self.ed)
        self.assertEqual({story.publish_at, story.first_published_at, self.seen_at(story)}, {self.now - HOUR})

    def test_an_author_sets_an_embargo_on_what_is_to_come_and_not_on_what_readers_see(self):
        story = cast.story(self, when=self.now + HOUR)
        gates.embargo(article=story, by=self.nell, until=self.now + 3 * HOUR)
        with self.assertRaisesMessage(NotAllowed, "Only an editor lifts"):
            gates.embargo(article=story, by=self.nell, until=None)
        seen = cast.story(self, slug="seen", at=self.now - HOUR)
        with self.assertRaisesMessage(NotAllowed, "Readers have seen the story"):
            gates.embargo(article=seen, by=self.nell, until=self.now + HOUR)
        gates.hold(article=seen, by=self.ed, note="A letter.")
        with self.assertRaisesMessage(NotAllowed, "Readers have seen the story"):
            gates.embargo(article=seen, by=self.nell, until=self.now + HOUR)

    def test_a_story_whose_time_came_while_it_was_held_goes_out_when_the_hold_is_lifted(self):
        story = cast.story(self, when=self.now + HOUR)
        gates.hold(article=story, by=self.ed, note="A letter.", at=self.now)
        self.assertIsNone(self.seen_at(story))
        lifted = self.now + 3 * HOUR
        gates.lift(article=story, by=self.ed, at=lifted)
        self.assertEqual({story.publish_at, story.first_published_at, self.seen_at(story)}, {lifted})

    def test_one_that_was_held_over_its_time_and_withdrawn_was_never_public(self):
        story = cast.story(self, when=self.now + HOUR)
        gates.hold(article=story, by=self.ed, note="A letter.", at=self.now)
        withdraw.withdraw(article=story, by=self.ed, note="Not to be.", at=self.now + 2 * HOUR)
        self.assertIsNone(story.first_published_at)
        self.assertFalse(Article.objects.withdrawn(self.now + 3 * HOUR).exists())

    def test_what_is_taken_off_before_its_embargo_ends_was_never_public(self):
        story = self.under_embargo()
        withdraw.unpublish(article=story, by=self.ed, note="Too early.", at=self.now)
        self.assertEqual((story.first_published_at, story.copyright_year), (None, None))
        self.assertIsNone(self.seen_at(story))

    def test_a_draft_that_was_held_has_no_time_yet(self):
        story = cast.draft(self)
        gates.hold(article=story, by=self.ed, note="A letter.")
        gates.embargo(article=story, by=self.ed, until=self.now + HOUR)
        gates.lift(article=story, by=self.ed)
        self.assertEqual((story.publish_at, story.first_published_at), (None, None))
