"""The story's time stands beside its bylines and topics, whichever came first."""

from datetime import timedelta

from django.test import TestCase
from django.utils import timezone

from articles.models import Article, Byline, Tagged
from articles.publish import publish, unschedule
from articles.settle import settle_times
from newsroom.tests import cast


class SettleTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.later = timezone.now() + timedelta(days=1)

    def times(self, article):
        rows = [*Byline.objects.filter(article=article), *Tagged.objects.filter(content_object=article)]
        self.assertEqual(len(rows), 2)
        return {row.publish_at for row in rows}

    def test_it_follows_the_story_through_its_deeds(self):
        story = cast.draft(self)
        story.tags.add("Harbour")
        self.assertEqual(self.times(story), {None})
        publish(article=story, by=self.ed, when=self.later)
        self.assertEqual(self.times(story), {self.later})
        unschedule(article=story, by=self.ed)
        self.assertEqual(self.times(story), {None})

    def test_a_topic_that_comes_later_has_it_from_the_start(self):
        story = cast.story(self, when=self.later)
        story.tags.add("Harbour")
        self.assertEqual(self.times(story), {self.later})

    def test_what_is_added_in_bulk_is_settled_at_once(self):
        story = cast.story(self)
        story.tags.add("Harbour")
        for rows in (Byline, Tagged):
            rows.objects.update(publish_at=None)
        with self.assertNumQueries(2):
            settle_times(Article.objects.all())
        self.assertEqual(self.times(story), {story.publish_at})
