"""The log of which photo stood before the public in which story, from when until when."""

from datetime import timedelta
from unittest.mock import patch

from django.test import TestCase, override_settings
from django.utils import timezone

from articles.block import block, unblock
from articles.caption import caption
from articles.changed import changed
from articles.gates import hold
from articles.models import Article, Figure, PhotoUse
from articles.publish import publish, unschedule
from articles.withdraw import reinstate, withdraw
from images.renditions import folder
from newsroom.tests import cast

DAY = timedelta(days=1)


class UseTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.photo = cast.photo()
        cls.now = timezone.now()

    def rows(self):
        return list(PhotoUse.objects.order_by("since").values_list("place", "since", "until"))

    def test_a_draft_shows_nothing(self):
        draft = cast.draft(self)
        Figure.objects.create(article=draft, photo=self.photo)
        changed(draft)
        self.assertEqual(self.rows(), [])

    def test_from_publication_until_it_is_withdrawn(self):
        story = cast.story(self, at=self.now - 3 * DAY, lead=self.photo)
        self.assertEqual(self.rows(), [("lead", self.now - 3 * DAY, None)])
        withdraw(article=story, by=self.ed, note="Wrong.", at=self.now)
        self.assertEqual(self.rows(), [("lead", self.now - 3 * DAY, self.now)])
        reinstate(article=story, by=self.ada, at=self.now + DAY)
        self.assertEqual(self.rows()[1], ("lead", self.now + DAY, None))

    def test_a_scheduled_story_stands_there_with_its_time_and_leaves_no_trace_when_it_does_not_go_out(self):
        story = cast.story(self, at=self.now, when=self.now + 5 * DAY, lead=self.photo)
        self.assertEqual(self.rows(), [("lead", self.now + 5 * DAY, None)])
        unschedule(article=story, by=self.ed, at=self.now + DAY)
        self.assertEqual(self.rows(), [])

    def test_an_embargo_counts(self):
        cast.story(self, at=self.now, lead=self.photo, embargo_until=self.now + 2 * DAY)
        self.assertEqual(self.rows(), [("lead", self.now + 2 * DAY, None)])

    def test_what_a_release_takes_out_is_purged_from_caches_in_front_with_what_stays(self):
        stays, comes = cast.photo("green"), cast.photo("red")
        story = cast.story(self, lead=self.photo)
        cast.save(story, self.ed, figures=[[photo.pk, "body", "", "", "", False] for photo in (self.photo, stays)])
        with override_settings(PURGE="varnish"), patch("articles.changed.purge_soon") as purge:
            for before, after in (((self.photo,), (stays, comes)), ((stays, comes), ())):
                body = "".join(f'<figure data-photo="{photo.pk}"></figure>' for photo in after)
                figures = [[photo.pk, "body", "", "", "", False] for photo in after]
                cast.change(story, self.ed, body=f"<p>Text.</p>{body}", figures=figures)
                purged = set(purge.call_args.args)
                self.assertEqual(purged, {f"photo:{folder(photo)}" for photo in (*before, *after)})

    def test_legal_hold_ends_it(self):
        story = cast.story(self, at=self.now - DAY, lead=self.photo)
        hold(article=story, by=self.ed, note="A letter came.", at=self.now)
        self.assertEqual(self.rows(), [("lead", self.now - DAY, self.now)])

    def test_a_photo_that_is_taken_out_or_put_in_later(self):
        story = cast.story(self, at=self.now - 2 * DAY, lead=self.photo)
        other = cast.photo("red")
        cast.change(story, self.ed, at=self.now, figures=[[other.pk, "lead", "", "", "", False]])
        self.assertEqual(self.rows(), [("lead", self.now - 2 * DAY, self.now), ("lead", self.now, None)])
        self.assertEqual(PhotoUse.objects.get(until=None).photo, other)

    def test_only_what_stands_in_the_text_counts_as_shown_there(self):
        story = cast.draft(self, body=f'<p>Text.</p><figure data-photo="{self.photo.pk}"></figure>')
        publish(article=story, by=self.ed, at=self.now - DAY)
        self.assertEqual(self.rows(), [("body", self.now - DAY, None)])
        cast.change(story, self.ed, at=self.now, body="<p>Text.</p>")
        self.assertEqual(self.rows(), [("body", self.now - DAY, self.now)])

    def test_a_block_ends_it_and_the_return_begins_it_anew(self):
        cast.story(self, at=self.now - 2 * DAY, lead=self.photo)
        block(photo=self.photo, by=self.pia, reason="Kill.", at=self.now - DAY)
        unblock(photo=self.photo, by=self.pia, reason="Back.", at=self.now)
        expected = [("lead", self.now - 2 * DAY, self.now - DAY), ("lead", self.now, None)]
        self.assertEqual(self.rows(), expected)

    def test_the_end_of_what_has_no_archive_is_known_beforehand(self):
        photo = cast.photo("red", no_archive=True, use_until=self.now + 3 * DAY)
        story = cast.story(self, at=self.now - DAY, lead=photo)
        self.assertEqual(self.rows(), [("lead", self.now - DAY, self.now + 3 * DAY)])
        changed(story, self.now)
        self.assertEqual(self.rows(), [("lead", self.now - DAY, self.now + 3 * DAY)])
        changed(story, self.now + 9 * DAY)
        self.assertEqual(self.rows(), [("lead", self.now - DAY, self.now + 3 * DAY)])

    def test_an_end_that_is_set_in_the_past_is_the_moment_at_which_it_was_set(self):
        cast.story(self, at=self.now - 3 * DAY, lead=self.photo)
        self.photo.no_archive, self.photo.use_until = True, self.now - DAY
        caption(photo=self.photo, by=self.pia, at=self.now)
        self.assertEqual(self.rows(), [("lead", self.now - 3 * DAY, self.now)])
        self.photo.use_until = self.now + 5 * DAY
        caption(photo=self.photo, by=self.pia, at=self.now + DAY)
        expected = [("lead", self.now - 3 * DAY, self.now), ("lead", self.now + DAY, self.now + 5 * DAY)]
        self.assertEqual(self.rows(), expected)

    def test_a_beginning_that_is_set_ends_it_until_then(self):
        cast.story(self, at=self.now - 3 * DAY, lead=self.photo)
        self.photo.use_from = self.now + DAY
        caption(photo=self.photo, by=self.pia, at=self.now)
        self.assertEqual(self.rows(), [("lead", self.now - 3 * DAY, self.now), ("lead", self.now + DAY, None)])

    def test_an_embargo_that_is_moved_or_taken_away(self):
        story = cast.story(self, at=self.now - 3 * DAY, lead=self.photo)
        for embargo, rows in (
            (self.now + 2 * DAY, [("lead", self.now - 3 * DAY, self.now), ("lead", self.now + 2 * DAY, None)]),
            (self.now + 4 * DAY, [("lead", self.now - 3 * DAY, self.now), ("lead", self.now + 4 * DAY, None)]),
            (None, [("lead", self.now - 3 * DAY, self.now), ("lead", self.now, None)]),
        ):
            story.embargo_until = embargo
            story.save()
            changed(story, self.now)
            self.assertEqual(self.rows(), rows)

    def test_another_place_is_another_row(self):
        story = cast.story(self, at=self.now - DAY, lead=self.photo)
        story.figures.update(place=Figure.Place.GALLERY)
        changed(story, self.now)
        self.assertEqual(self.rows(), [("lead", self.now - DAY, self.now), ("gallery", self.now, None)])

    def test_saving_again_and_again_adds_nothing(self):
        story = cast.story(self, at=self.now - DAY, lead=self.photo)
        for _ in range(2):
            changed(Article.objects.get(pk=story.pk))
        self.assertEqual(self.rows(), [("lead", self.now - DAY, None)])
