"""What goes out by itself, once and none too soon: by the job, by a reader who comes first, by many at once."""

from datetime import timedelta
from unittest import mock

from django.test import TransactionTestCase, override_settings
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles.due import next_due
from articles.gates import embargo, hold, lift
from articles.models import Article, ScheduledChange
from articles.publish import publish
from articles.publish_due import publish_due
from articles.release import release
from articles.schedule import go_out, schedule_change
from articles.withdraw import withdraw
from newsroom.tests import cast
from newsroom.tests.at_once import at_once
from pagecache.models import PageVersion

from .test_schedule import HOUR, Paper

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
