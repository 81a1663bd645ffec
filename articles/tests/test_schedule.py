"""What goes out by itself: stories at their time, changes at theirs, each once and none too soon."""

from datetime import timedelta
from unittest import mock

from django.test import TestCase, TransactionTestCase, override_settings
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accounts.models import Message
from articles.due import next_due
from articles.gates import embargo, hold, lift
from articles.models import Article, ScheduledChange
from articles.publish import publish
from articles.publish_due import publish_due
from articles.ready import NotReady
from articles.release import SayWhatChanged, release
from articles.schedule import apply_change, cancel_change, go_out, schedule_change
from articles.withdraw import unpublish, withdraw
from articles.workflow import Conflict, NotAllowed, WrongState
from clock.models import JobRun
from newsroom.tests import cast
from newsroom.tests.at_once import at_once
from pagecache.models import PageVersion

HOUR = timedelta(hours=1)
QUEUED = override_settings(
    WEBSUB_HUB="http://127.0.0.1:9/",
    PURGE="varnish",
    PURGE_URL="http://127.0.0.1:9/",
    TASKS={"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}},
)


def queued(task):
    return DBTaskResult.objects.filter(task_path=task).count()


def purges(story):
    return sum(
        f"story:{story.pk}" in row.args_kwargs["args"][0]
        for row in DBTaskResult.objects.filter(task_path="pagecache.purge.purge")
    )


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


@QUEUED
class GoingOutTests(Paper):
    def story(self, **facts):
        return cast.story(self, at=self.now - 2 * HOUR, when=self.now - HOUR, **facts)

    def test_a_story_whose_time_has_come_goes_out_once_with_all_that_follows(self):
        story = self.story()
        self.assertEqual((story.status, queued("feeds.tasks.ping")), ("scheduled", 0))
        purged, moved = purges(story), PageVersion.objects.get(name=f"story:{story.pk}").number
        self.assertTrue(story.is_live(self.now))  # without anybody's doing
        self.assertTrue(go_out(article=story, at=self.now))
        for _ in range(2):
            self.assertFalse(go_out(article=story, at=self.now))
        story.refresh_from_db()
        self.assertEqual(story.status, "published")
        self.assertEqual(story.first_published_at, self.now - HOUR)
        event = story.events.get(deed="go_out")
        self.assertEqual((event.by, event.before, event.after), (None, "scheduled", "published"))
        self.assertEqual(queued("feeds.tasks.ping"), 1)
        self.assertEqual(purges(story), purged + 1)
        self.assertGreater(PageVersion.objects.get(name=f"story:{story.pk}").number, moved)

    def test_not_before_its_time(self):
        story = cast.story(self, when=self.now + HOUR)
        self.assertFalse(go_out(article=story, at=self.now + HOUR - timedelta(seconds=1)))
        self.assertTrue(go_out(article=story, at=self.now + HOUR))

    def test_not_before_its_embargo_is_over(self):
        story = cast.story(self, when=self.now + HOUR)
        embargo(article=story, by=self.ed, until=self.now + 2 * HOUR)
        self.assertFalse(go_out(article=story, at=self.now + HOUR))
        self.assertFalse(story.is_live(self.now + HOUR))
        self.assertTrue(go_out(article=story, at=self.now + 2 * HOUR))
        self.assertTrue(story.is_live(self.now + 2 * HOUR))

    def test_a_story_published_under_embargo_goes_out_when_that_is_over(self):
        story = cast.draft(self)
        embargo(article=story, by=self.ed, until=self.now + HOUR, at=self.now)
        publish(article=story, by=self.ed, at=self.now)
        self.assertEqual(queued("feeds.tasks.ping"), 0)
        self.assertEqual(publish_due(at=self.now), [])
        with mock.patch("feeds.announce.timezone.now", return_value=self.now + HOUR):
            [item] = publish_due(at=self.now + HOUR)
        self.assertEqual((item.kind, item.done, item.at), ("embargo", True, self.now + HOUR))
        self.assertEqual((self.events(story, "go_out"), queued("feeds.tasks.ping")), (1, 1))
        self.assertEqual(publish_due(at=self.now + 2 * HOUR), [])

    def test_an_embargo_that_was_over_before_it_was_published_is_not_attended_to(self):
        story = cast.draft(self, embargo_until=self.now - HOUR)
        publish(article=story, by=self.ed, at=self.now)
        self.assertEqual(publish_due(at=self.now + HOUR), [])

    def test_an_embargo_that_is_lifted_early_is_not_attended_to_again(self):
        story = cast.story(self, at=self.now - 3 * HOUR, embargo_until=self.now + HOUR)
        embargo(article=story, by=self.ed, until=None, at=self.now)
        self.assertEqual(publish_due(at=self.now + 2 * HOUR), [])

    def test_a_story_under_legal_hold_does_not_go_out_and_is_told_each_time(self):
        story = self.story()
        hold(article=story, by=self.ed, note="A letter.")
        for _ in range(2):
            [item] = publish_due(at=self.now)
            self.assertEqual((item.done, item.error), (False, "The story is under legal hold."))
        self.assertFalse(go_out(article=story, at=self.now))
        lift(article=story, by=self.ed, note="")
        [item] = publish_due()
        self.assertTrue(item.done)

    def test_what_was_withdrawn_or_taken_off_the_schedule_does_not_go_out(self):
        story = self.story()
        withdraw(article=story, by=self.ed, note="Gone.")
        self.assertEqual(publish_due(at=self.now), [])

    def test_what_is_done_with_a_public_story_before_the_job_was_there_does_not_stop_it(self):
        story = self.story()
        cast.save(story, self.ed, headline="Newer")
        story.refresh_from_db()
        release(article=story, by=self.ed, kind="update", at=self.now)
        self.assertTrue(go_out(article=story, at=self.now))


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


class ColdPageTests(Paper):
    def overdue(self):
        story, change = self.scheduled()
        past = timezone.now() - timedelta(minutes=1)
        ScheduledChange.objects.filter(pk=change.pk).update(due_at=past)
        Article.objects.filter(pk=story.pk).update(change_at=past)
        return story

    def test_a_change_that_is_due_is_released_by_the_next_reader(self):
        story = self.overdue()
        page = self.client.get(story.get_absolute_url(), follow=True)
        self.assertContains(page, "Harbour wall raised")
        self.assertEqual(self.events(story, "release"), 1)
        self.assertEqual(publish_due(), [])

    def test_the_page_stands_when_that_fails(self):
        story = self.overdue()
        hold_off = mock.patch("articles.schedule.release", side_effect=ZeroDivisionError)
        with hold_off, self.assertLogs("articles.schedule", "ERROR"):
            page = self.client.get(story.get_absolute_url())
        self.assertContains(page, "Harbour wall to be raised")
        self.assertTrue(publish_due()[0].done)

    def test_the_page_stands_when_it_is_refused(self):
        story = self.overdue()
        self.ed.groups.clear()
        self.assertContains(self.client.get(story.get_absolute_url()), "Harbour wall to be raised")
        self.assertTrue(publish_due()[0].error)

    def test_a_kept_page_stands_no_longer_than_until_then(self):
        self.scheduled()
        self.assertEqual(next_due(self.now), self.now + HOUR)

    def test_before_its_time_a_page_knows_nothing_of_it(self):
        story, _ = self.scheduled(when=timezone.now() + HOUR)
        self.assertNotContains(self.client.get(story.get_absolute_url()), "Harbour wall raised")


class AtOnceTests(TransactionTestCase):
    def setUp(self):
        cast.people(self)
        cast.paper(self)

    @QUEUED
    def test_of_several_workers_and_readers_one_does_each_thing(self):
        now = timezone.now()
        story = cast.story(self, at=now - 2 * HOUR, when=now - HOUR)
        under_embargo = cast.story(self, slug="e", at=now - 2 * HOUR, embargo_until=now - HOUR)
        changing = cast.story(self, slug="c", at=now - 24 * HOUR)
        cast.save(changing, self.ed, headline="Changed")
        schedule_change(article=changing, by=self.ed, when=now - HOUR, kind="update", at=now - 2 * HOUR)
        before = [purges(each) for each in (story, under_embargo, changing)]
        DBTaskResult.objects.filter(task_path="feeds.tasks.ping").delete()
        address = changing.get_absolute_url()
        answers = at_once([publish_due] * 3 + [lambda: self.client_class().get(address, follow=True)] * 2)
        self.assertEqual([answer for answer in answers if isinstance(answer, Exception)], [])
        items = [item for answer in answers[:3] for item in answer]
        self.assertEqual([item.error for item in items if item.error], [])
        for each, deed, purged in zip(
            (story, under_embargo, changing), ("go_out", "go_out", "release"), before, strict=True
        ):
            self.assertEqual(each.events.filter(deed=deed).count(), 1)
            self.assertEqual(purges(each), purged + 1)
        self.assertEqual(queued("feeds.tasks.ping"), 3)
        self.assertEqual(publish_due(), [])
