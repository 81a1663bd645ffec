"""Of many saves within an hour one is kept; what readers saw always."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.test import TestCase

from articles import version
from articles.keep import keep
from articles.models import Article, Correction, Revision
from articles.publish import publish
from articles.thin import thin
from newsroom.tests import cast

NOW = datetime(2026, 6, 20, 12, 0, tzinfo=ZoneInfo("Europe/Dublin"))


class ThinTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)

    def story(self, *ages):
        """Return a draft with a version of each of these ages, in days, the first of them as old as the oldest."""
        story = cast.draft(self)
        for age in ages:
            cast.save(story, self.ed, headline=f"{age} days ago")
        rows = list(story.revisions.order_by("number"))
        for row, age in zip(rows, [max(ages), *ages], strict=True):
            Revision.objects.filter(pk=row.pk).update(saved_at=NOW - timedelta(days=age))
        return Article.objects.get(pk=story.pk)

    def numbers(self, story):
        return sorted(story.revisions.values_list("number", flat=True))

    def test_of_the_last_day_all_then_one_an_hour_then_one_a_day(self):
        minute = 1 / 24 / 60
        story = self.story(40.3, 40.2, 40.1, 10 + 2 * minute, 10 + minute, 9.9, 0.5, 0.5 - minute, 0.5 - 2 * minute)
        self.assertEqual(thin(at=NOW), 3)
        self.assertEqual(self.numbers(story), [1, 4, 6, 7, 8, 9, 10])
        self.assertEqual(thin(at=NOW), 0)

    def test_what_readers_saw_or_a_notice_compares_stays(self):
        story = self.story(40.3, 40.2, 40.1, 40.05, 40.04, 39.9)
        story.revisions.filter(number=2).update(released_at=NOW - timedelta(days=40))
        Correction.objects.create(article=story, text="Wrong.", from_version=3, to_version=4)
        thin(at=NOW)
        self.assertEqual(self.numbers(story), [1, 2, 3, 4, 6, 7])

    def test_what_was_published_is_never_among_them(self):
        story = self.story(40.3, 40.2, 40.1)
        publish(article=story, by=self.ed)
        thin(at=NOW + timedelta(days=100))
        self.assertIn(story.released, self.numbers(story))

    def test_what_is_restored_or_written_from_stays(self):
        story = self.story(40.3, 40.2, 40.1, 40.05, 40.04)
        story.revisions.filter(number=2).update(kind="restore")
        keep(by=self.ed, client="c" * 36, fields=[["headline", "Mine"]], article=story, base=3)
        thin(at=NOW)
        self.assertEqual(self.numbers(story), [1, 2, 3, 5, 6])

    def test_a_version_that_is_gone_is_taken_for_the_one_before_it(self):
        story = self.story(40.3, 40.2, 40.1)
        thin(at=NOW)
        self.assertEqual(self.numbers(story), [1, 3, 4])
        self.assertEqual(version.facts_of(story, 2)["headline"], "Harbour wall to be raised")

    def test_it_can_be_asked_without_being_done(self):
        story = self.story(40.3, 40.2, 40.1)
        self.assertEqual(thin(at=NOW, dry_run=True), 1)
        self.assertEqual(len(self.numbers(story)), 4)
