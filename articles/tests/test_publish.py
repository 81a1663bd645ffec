"""Publishing, scheduling, withdrawing."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.test import TestCase
from django.utils import timezone

from articles.models import Article, Figure
from articles.publish import NotReady, problems, publish, submit, unschedule
from articles.withdraw import unpublish, withdraw
from articles.workflow import Conflict, NotAllowed, WrongState
from newsroom.tests import cast
from pagecache.models import PageVersion


class PublishTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)

    def version_of(self, name):
        return PageVersion.objects.filter(name=name).values_list("number", flat=True).first()

    def test_it_works(self):
        article = cast.draft(self)
        before = self.version_of(f"story:{article.pk}") or 0
        publish(article=article, by=self.ed)
        self.assertTrue(article.is_live())
        self.assertEqual(article.events.first().deed, "publish")
        self.assertGreater(self.version_of(f"story:{article.pk}"), before)

    def test_a_reporter_may_not(self):
        with self.assertRaises(NotAllowed):
            publish(article=cast.draft(self), by=self.nell)

    def test_twice_is_refused_and_changes_nothing(self):
        article = cast.story(self)
        time = article.publish_at
        with self.assertRaises(WrongState):
            publish(article=article, by=self.ed)
        article.refresh_from_db()
        self.assertEqual(article.publish_at, time)

    def test_of_two_editors_with_the_same_page_one_publishes(self):
        article = cast.draft(self)
        other = Article.objects.get(pk=article.pk)
        publish(article=article, by=self.ed)
        with self.assertRaises(Conflict):
            publish(article=other, by=self.ada)
        self.assertEqual(article.events.filter(deed="publish").count(), 1)

    def test_what_is_missing_is_named(self):
        article = cast.draft(self, standfirst="", body="")
        article.bylines.all().delete()
        bare = cast.photo("black", caption="", credit="", alt_text="")
        Figure.objects.create(article=article, photo=bare, place=Figure.Place.LEAD)
        with self.assertRaises(NotReady) as caught:
            publish(article=article, by=self.ed)
        words = " ".join(caught.exception.problems)
        for missing in ("standfirst", "text", "byline", "credit", "alt text"):
            self.assertIn(missing, words)

    def test_a_decorative_photo_needs_no_alt_text(self):
        article = cast.draft(self)
        photo = cast.photo("black", alt_text="", decorative=True)
        Figure.objects.create(article=article, photo=photo, place=Figure.Place.LEAD)
        self.assertEqual(problems(article), [])

    def test_a_story_under_legal_hold_is_not_published(self):
        with self.assertRaises(NotReady):
            publish(article=cast.draft(self, legal_hold=True), by=self.ed)

    def test_the_copyright_year_is_that_of_first_publication(self):
        """The year is the paper's own: half an hour before midnight in winter, and after it."""
        dublin = ZoneInfo("Europe/Dublin")
        article = cast.story(self, at=datetime(2024, 12, 31, 23, 30, tzinfo=dublin), agency=self.agency)
        self.assertEqual(article.copyright_line, "© TA 2024")
        unpublish(article=article, by=self.ed, note="For a day.", at=datetime(2025, 3, 1, tzinfo=dublin))
        publish(article=article, by=self.ed, at=datetime(2026, 1, 1, tzinfo=dublin))
        self.assertEqual(article.copyright_line, "© TA 2024")
        self.assertEqual(article.first_published_at.year, 2024)

    def test_a_schedule_that_was_taken_back_leaves_no_trace_of_publication(self):
        article = cast.story(self, when=timezone.now() + timedelta(days=40))
        unschedule(article=article, by=self.ed)
        self.assertEqual(article.status, Article.Status.APPROVED)
        self.assertIsNone(article.first_published_at)
        self.assertIsNone(article.copyright_year)

    def test_what_was_public_once_stays_so_when_it_is_taken_off_the_schedule(self):
        first = timezone.now() - timedelta(days=400)
        article = cast.story(self, at=first)
        unpublish(article=article, by=self.ed, note="Wrong.")
        publish(article=article, by=self.ed, when=timezone.now() + timedelta(days=1))
        unschedule(article=article, by=self.ed)
        article.refresh_from_db()
        self.assertEqual((article.first_published_at, article.copyright_year), (first, timezone.localtime(first).year))

    def test_what_was_withdrawn_before_it_went_out_was_never_there(self):
        now = timezone.now()
        article = cast.story(self, at=now - timedelta(days=2), when=now - timedelta(days=1))
        withdraw(article=article, by=self.ed, note="A secret.", at=now - timedelta(days=2))
        for address in (article.get_absolute_url(), f"/api/stories/{article.pk}/"):
            self.assertEqual(self.client.get(address).status_code, 404)

    def test_what_is_live_by_its_time_cannot_be_unscheduled(self):
        article = cast.story(self, when=timezone.now() + timedelta(hours=1))
        with self.assertRaises(WrongState):
            unschedule(article=article, by=self.ed, at=article.publish_at)

    def test_a_reporter_sends_a_draft_to_the_editors_once(self):
        article = cast.draft(self)
        submit(article=article, by=self.nell)
        self.assertEqual(article.status, Article.Status.REVIEW)
        with self.assertRaises(WrongState):
            submit(article=article, by=self.nell)

    def test_the_database_refuses_a_public_story_without_its_time(self):
        article = cast.draft(self)
        with self.assertRaises(IntegrityError), transaction.atomic():
            Article.objects.filter(pk=article.pk).update(status="published")

    def test_only_who_may_withdraws(self):
        article = cast.story(self)
        with self.assertRaises(NotAllowed):
            withdraw(article=article, by=self.nell, note="No.")
        withdraw(article=article, by=self.ed, note="Yes.")
        self.assertFalse(article.is_live())
