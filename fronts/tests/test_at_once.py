"""Two people at once, in threads with connections of their own."""

from datetime import timedelta

from django.test import TransactionTestCase
from django.utils import timezone

from fronts.arrange import arrange
from fronts.banner import put_up
from fronts.launch import launch
from fronts.make_top import make_top
from fronts.models import Banner, Edition, Front
from newsroom.tests import cast
from newsroom.tests.at_once import at_once

from .arranging import draft, front_of, slots


class AtOnceTests(TransactionTestCase):
    def setUp(self):
        cast.people(self)
        cast.paper(self)
        self.stories = [cast.story(self, headline=f"Story {n}", slug=f"s-{n}") for n in range(4)]

    def kinds(self, answers):
        return sorted(type(answer).__name__ for answer in answers if isinstance(answer, Exception))

    def arranging(self, by, story):
        front = front_of()
        return lambda: arrange(front=front, by=by, slots=slots(story), version_seen=front.version)

    def test_of_those_who_arrange_one_does_and_the_others_are_told(self):
        for _ in range(3):
            answers = at_once(
                [
                    self.arranging(by, story)
                    for by, story in zip([self.ed, self.ada, self.ed], self.stories, strict=False)
                ]
            )
            self.assertEqual(self.kinds(answers), ["Conflict"] * 2)
            (edition,) = (answer for answer in answers if isinstance(answer, Edition))
            self.assertEqual(Edition.objects.get(state="draft"), edition)
            Edition.objects.all().delete()

    def test_a_launch_takes_the_draft_that_was_seen_or_none(self):
        draft(self, self.stories[0])
        front = front_of()
        launching = [
            lambda by=by: launch(front=Front.objects.get(pk=front.pk), by=by, version_seen=front.version)
            for by in (self.ed, self.ada)
        ]
        answers = at_once([*launching, self.arranging(self.ada, self.stories[1])])
        self.assertEqual(self.kinds(answers), ["Conflict"] * 2)

    def test_two_tops_at_once_both_count_and_one_leads(self):
        answers = at_once([lambda story=story: make_top(article=story, by=self.ed) for story in self.stories[:3]])
        self.assertEqual(self.kinds(answers), [])
        live = Edition.objects.get(state="live")
        self.assertEqual({slot.article for slot in live.slots.all()}, set(self.stories[:3]))

    def putting_up(self, text, seen):
        until = timezone.now() + timedelta(hours=1)
        return lambda: put_up(text=text, until=until, by=self.ed, seen=seen)

    def test_of_several_banners_one_stands(self):
        for _ in range(2):  # the first one, and one in its place
            standing = Banner.objects.filter(taken_down=False).first()
            answers = at_once([self.putting_up(text, standing and standing.pk) for text in "abc"])
            self.assertEqual(self.kinds(answers), ["BannerConflict"] * 2)
            self.assertEqual(Banner.objects.filter(taken_down=False).count(), 1)

    def test_fronts_that_are_missing_are_made_once(self):
        at_once([lambda: list(Front.objects.everywhere()) for _ in range(3)])
        self.assertEqual(Front.objects.count(), 3)
