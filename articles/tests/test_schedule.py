"""Newer versions of public stories that go out by themselves: each once, none too soon, none that may not."""

from datetime import timedelta
from unittest import mock

from django.test import TestCase
from django.utils import timezone

from accounts.models import Message
from articles.gates import embargo, hold, lift
from articles.models import Article, ScheduledChange
from articles.publish_due import publish_due
from articles.ready import NotReady
from articles.release import SayWhatChanged, release
from articles.schedule import apply_change, cancel_change, schedule_change
from articles.withdraw import unpublish, withdraw
from articles.workflow import Conflict, NotAllowed, WrongState
from clock.models import JobRun
from newsroom.tests import cast

HOUR = timedelta(hours=1)


class Paper(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.now = timezone.now().replace(microsecond=0)

    def changed(self, **facts):
        """Return a public story, published a day ago, with a newer version on the desk."""
        story = cast.story(self, at=self.now - 24 * HOUR)
        cast.save(story, self.ed, **{"headline": "Harbour wall raised", **facts})
        return story

    def scheduled(self, when=None, kind="update", **facts):
        story = self.changed()
        change = schedule_change(
            article=story, by=self.ed, when=when or self.now + HOUR, kind=kind, at=self.now, **facts
        )
        return story, change

    def events(self, story, deed):
        return story.events.filter(deed=deed).count()


class SchedulingTests(Paper):
    def test_the_pinned_version_goes_out_at_its_time_and_no_other(self):
        story, change = self.scheduled()
        cast.save(story, self.ed, headline="Still being written")
        self.assertFalse(apply_change(change=change, at=self.now + HOUR - timedelta(seconds=1)))
        self.assertTrue(apply_change(change=change, at=self.now + HOUR))
        self.assertFalse(apply_change(change=change, at=self.now + HOUR))
        story.refresh_from_db()
        self.assertEqual((story.headline, story.released, story.latest), ("Harbour wall raised", 2, 3))
        self.assertEqual((story.change_at, story.updated_at), (None, self.now + HOUR))
        self.assertEqual(self.events(story, "release"), 1)

    def test_what_readers_are_told_of_it_is_what_was_said_when_it_was_scheduled(self):
        story, change = self.scheduled(kind="correction", text=" It is raised already. ", shows_change=True)
        apply_change(change=change, at=self.now + HOUR)
        notice = story.corrections.get()
        self.assertEqual((notice.text, notice.shows_change), ("It is raised already.", True))
        self.assertEqual((notice.issued_at, notice.issued_by), (self.now + HOUR, self.ed))

    def test_a_typo_is_silent(self):
        story, change = self.scheduled(kind="typo")
        apply_change(change=change, at=self.now + HOUR)
        story.refresh_from_db()
        self.assertIsNone(story.updated_at)

    def test_one_to_come_for_each_story_the_later_one_takes_its_place(self):
        story, change = self.scheduled()
        cast.save(story, self.ed, headline="Third")
        story.refresh_from_db()
        schedule_change(article=story, by=self.ed, when=self.now + 2 * HOUR, kind="update", at=self.now)
        self.assertFalse(apply_change(change=change, at=self.now + 3 * HOUR))
        [item] = publish_due(at=self.now + 3 * HOUR)
        story.refresh_from_db()
        self.assertEqual((item.version, story.headline), (3, "Third"))

    def test_what_cannot_be_is_refused(self):
        story = self.changed()
        facts = {"article": story, "by": self.ed, "when": self.now + HOUR, "kind": "update", "at": self.now}
        for changes, refusal in (
            ({"by": self.nell}, NotAllowed),
            ({"when": self.now}, WrongState),
            ({"kind": ""}, SayWhatChanged),
            ({"kind": "correction", "text": " "}, SayWhatChanged),
            ({"version_number": 1}, WrongState),
            ({"version_number": 99}, WrongState),
            ({"article": cast.draft(self, slug="draft")}, WrongState),
            ({"article": cast.story(self, slug="same")}, WrongState),
        ):
            with self.assertRaises(refusal, msg=changes):
                schedule_change(**facts | changes)
        self.assertFalse(ScheduledChange.objects.exists())

    def test_not_before_the_story_itself_goes_out(self):
        story = cast.story(self, when=self.now + HOUR)
        cast.save(story, self.ed, headline="Newer")
        story.refresh_from_db()
        with self.assertRaises(NotReady):
            schedule_change(article=story, by=self.ed, when=self.now + HOUR / 2, kind="update", at=self.now)
        schedule_change(article=story, by=self.ed, when=self.now + 2 * HOUR, kind="update", at=self.now)
        done = publish_due(at=self.now + 2 * HOUR)
        self.assertEqual([(item.kind, item.done) for item in done], [("story", True), ("change", True)])

    def test_what_could_not_be_released_then_is_not_scheduled(self):
        story = self.changed(standfirst="")
        with self.assertRaises(NotReady):
            schedule_change(article=story, by=self.ed, when=self.now + HOUR, kind="update", at=self.now)

    def test_who_saw_another_state_of_the_story_is_told(self):
        story = self.changed()
        stale = Article.objects.get(pk=story.pk)
        schedule_change(article=story, by=self.ed, when=self.now + HOUR, kind="update", at=self.now)
        with self.assertRaises(Conflict):
            schedule_change(article=stale, by=self.ed, when=self.now + 2 * HOUR, kind="update", at=self.now)
        with self.assertRaises(Conflict):
            cancel_change(article=stale, by=self.ed, at=self.now)

    def test_what_is_cancelled_does_not_go_out(self):
        story, change = self.scheduled()
        with self.assertRaises(NotAllowed):
            cancel_change(article=story, by=self.nell, at=self.now)
        cancel_change(article=story, by=self.ed, at=self.now)
        self.assertFalse(apply_change(change=change, at=self.now + HOUR))
        story.refresh_from_db()
        self.assertEqual((story.change_at, story.headline), (None, "Harbour wall to be raised"))
        with self.assertRaises(WrongState):
            cancel_change(article=story, by=self.ed, at=self.now)

    def test_what_was_released_by_hand_does_not_go_out_again(self):
        story, change = self.scheduled()
        story.refresh_from_db()
        release(article=story, by=self.ed, kind="update", at=self.now)
        self.assertFalse(apply_change(change=change, at=self.now + HOUR))
        self.assertEqual(publish_due(at=self.now + HOUR), [])

    def test_a_story_back_on_the_desk_has_nothing_to_come(self):
        story, _ = self.scheduled()
        unpublish(article=story, by=self.ed, note="Wait.", at=self.now)
        self.assertEqual(publish_due(at=self.now + HOUR), [])


class RefusedAtItsTimeTests(Paper):
    def refused(self, story, words):
        [item] = publish_due(at=self.now + HOUR)
        self.assertFalse(item.done)
        self.assertIn(words, item.error)
        story.refresh_from_db()
        self.assertEqual(story.headline, "Harbour wall to be raised")
        self.assertEqual((story.change_at, story.corrections.count()), (None, 0))
        self.assertIn(words, story.scheduled_changes.get().error)
        [again] = publish_due(at=self.now + 2 * HOUR)  # told, and not tried
        self.assertEqual(again.error, item.error)
        self.assertEqual(self.events(story, "change_failed"), 1)

    def told(self):
        return Message.objects.get(to=self.ed)

    def test_a_legal_hold(self):
        story, _ = self.scheduled()
        story.refresh_from_db()
        hold(article=story, by=self.ed, note="A letter.", at=self.now)
        self.refused(story, "The story is under legal hold.")
        message = self.told()
        self.assertIn("Did not go out: version 2", message.subject)
        self.assertIn("under legal hold", message.text)
        self.assertEqual(message.address, f"/admin/articles/article/{story.pk}/change/")

    def test_a_withdrawn_story(self):
        story, _ = self.scheduled()
        story.refresh_from_db()
        withdraw(article=story, by=self.ed, note="Gone.", at=self.now)
        self.refused(story, "it is withdrawn")

    def test_an_embargo(self):
        story, _ = self.scheduled()
        story.refresh_from_db()
        embargo(article=story, by=self.ed, until=self.now + 5 * HOUR, at=self.now)
        self.refused(story, "under embargo until")

    def test_a_photo_that_may_not_be_shown_any_more(self):
        photo = cast.photo()
        story = self.changed(figures=[[photo.pk, "lead", "", "", "", False]])
        schedule_change(article=story, by=self.ed, when=self.now + HOUR, kind="update", at=self.now)
        type(photo).objects.filter(pk=photo.pk).update(blocked_at=self.now, blocked_reason="A claim.")
        self.refused(story, "Two boats")

    def test_an_editor_who_is_none_any_more(self):
        story, _ = self.scheduled()
        self.ed.groups.clear()
        self.refused(story, "may not release stories any more")

    def test_an_editor_who_is_limited_to_other_sections_since(self):
        story, _ = self.scheduled()
        self.ed.section_limits.create(section=self.sport)
        self.refused(story, "may not release stories any more")

    def test_an_account_that_is_closed(self):
        story, _ = self.scheduled()
        type(self.ed).objects.filter(pk=self.ed.pk).update(is_active=False)
        self.refused(story, "may not release stories any more")

    def test_it_can_be_cancelled_and_scheduled_anew(self):
        story, _ = self.scheduled()
        story.refresh_from_db()
        hold(article=story, by=self.ed, note="A letter.", at=self.now)
        publish_due(at=self.now + HOUR)
        story.refresh_from_db()
        lift(article=story, by=self.ed, note="", at=self.now + HOUR)
        self.assertEqual(len(publish_due(at=self.now + 2 * HOUR)), 1)  # a lifted hold alone brings nothing out
        story.refresh_from_db()
        schedule_change(article=story, by=self.ed, when=self.now + 3 * HOUR, kind="update", at=self.now + 2 * HOUR)
        [item] = publish_due(at=self.now + 3 * HOUR)
        self.assertTrue(item.done)
        self.assertEqual(publish_due(at=self.now + 4 * HOUR), [])

    def test_what_breaks_is_told_and_tried_again_and_the_others_go_out(self):
        story, _ = self.scheduled()
        other = cast.story(self, slug="other", at=self.now - HOUR, when=self.now + HOUR)
        with (
            mock.patch("articles.schedule.release", side_effect=ZeroDivisionError("by zero")),
            self.assertLogs("articles.publish_due", "ERROR"),
        ):
            items = publish_due(at=self.now + HOUR)
        self.assertCountEqual([(item.article.pk, item.done) for item in items], [(story.pk, False), (other.pk, True)])
        self.assertEqual(JobRun.objects.get().failed, 1)
        [item] = publish_due(at=self.now + HOUR)
        self.assertTrue(item.done)
