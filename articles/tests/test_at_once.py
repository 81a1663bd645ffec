"""Several at the picture desk and at the stories at once."""

import threading
import time

from django.db import transaction
from django.test import TransactionTestCase
from django.utils import timezone

from articles.block import block
from articles.caption import Overtaken, caption
from articles.keep import Settled, keep, leftovers, settle
from articles.models import Article, Figure, PhotoUse
from articles.publish import NotReady, publish
from articles.release import release
from images import renditions
from images.models import Photo
from newsroom.tests import cast
from newsroom.tests.at_once import at_once


class AtOnceTests(TransactionTestCase):
    def setUp(self):
        cast.people(self)
        cast.paper(self)
        self.photo = cast.photo(single_use=True)

    def story(self, slug):
        story = cast.draft(self, slug=slug)
        Figure.objects.create(article=story, photo=self.photo, place=Figure.Place.LEAD)
        return story

    def test_of_two_stories_one_has_the_photo_that_is_for_one(self):
        stories = [self.story("one"), self.story("two")]
        answers = at_once([lambda story=story: publish(article=story, by=self.ed) for story in stories])
        self.assertEqual([type(answer) for answer in answers if answer], [NotReady], answers)
        self.assertEqual(PhotoUse.objects.count(), 1)

    def test_a_story_that_goes_out_while_its_photo_is_blocked_shows_nothing_of_it(self):
        for number in range(4):
            photo = self.photo = cast.photo(("red", "green", "teal", "black")[number])
            story = self.story(f"story-{number}")
            answers = at_once(
                [
                    lambda story=story: publish(article=story, by=self.ed),
                    lambda photo=photo: block(photo=photo, by=self.pia, reason="Kill."),
                ]
            )
            self.assertTrue(all(answer is None or isinstance(answer, NotReady) for answer in answers), answers)
            if Article.objects.live().filter(pk=story.pk).exists():
                page = self.client.get(story.get_absolute_url())
                self.assertNotContains(page, renditions.folder(photo))
            self.assertFalse(photo.uses.exclude(until__lte=timezone.now()).exists())

    def test_a_photo_that_is_blocked_while_a_public_story_takes_it_is_not_written_down_as_shown(self):
        story, written = cast.story(self), threading.Event()

        def take():
            with transaction.atomic():
                cast.save(story, self.ed, figures=[[self.photo.pk, "gallery", "", "", "", False]])
                story.refresh_from_db()
                release(article=story, by=self.ed, kind="typo")
                written.set()
                time.sleep(0.2)  # the other deed has begun, and this one is not over

        def kill():
            written.wait(timeout=30)
            block(photo=self.photo, by=self.pia, reason="Kill.")

        self.assertEqual(at_once([take, kill]), [None, None])
        self.assertFalse(self.photo.uses.filter(until=None).exists())

    def test_of_two_captions_one_stands_and_the_other_is_told(self):
        def save(words):
            photo = Photo.objects.get(pk=self.photo.pk)
            photo.caption = words
            return lambda: caption(photo=photo, by=self.pia)

        answers = at_once([save("First."), save("Second.")])
        self.assertEqual(sorted(type(answer) is Overtaken for answer in answers), [False, True], answers)
        self.assertEqual(self.photo.events.filter(deed="caption").count(), 1)

    def test_captions_and_stories_saved_at_once_do_not_wait_for_each_other_for_ever(self):
        self.photo = cast.photo("red")
        stories = [self.story(f"story-{number}") for number in range(3)]

        def save(number):
            photo = Photo.objects.get(pk=self.photo.pk)
            photo.caption = f"Caption {number}."
            return lambda: caption(photo=photo, by=self.pia)

        deeds = [lambda story=story: publish(article=story, by=self.ed) for story in stories]
        answers = at_once([*deeds, save(1), save(2)])
        self.assertTrue(all(type(answer) in (type(None), dict, Overtaken) for answer in answers), answers)

    def test_what_is_typed_in_two_windows_at_once_is_kept_and_a_window_that_is_saved_meanwhile_is_over(self):
        story = self.story("one")

        def typing(client, words):
            return lambda: keep(by=self.ed, client=client, fields=[("body", words)], article=story, base=1)

        answers = at_once([typing("one", "One"), typing("one", "One"), typing("two", "Two")])
        self.assertEqual([row.fields[0][1] for row in answers], ["One", "One", "Two"])
        self.assertEqual({row.fields[0][1] for row in leftovers(self.ed)}, {"One", "Two"})
        saving = [lambda: settle(by=self.ed, client="one", article=story, number=2), typing("one", "One")]
        answers = at_once(saving)
        self.assertTrue(isinstance(answers[1], Settled) or answers[1].fields[0][1] == "One", answers)
        self.assertEqual([row.fields[0][1] for row in leftovers(self.ed)], ["Two"])
