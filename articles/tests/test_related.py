"""Related stories: what an editor picked, else what shares most topics."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.test import TestCase
from django.utils import timezone

from articles.models import Article, Related
from articles.publish import publish
from articles.related import NEWEST, related_stories
from articles.withdraw import withdraw
from newsroom.tests import cast

from .test_story_form import form_data


class RelatedTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.now = timezone.now()
        cls.story = cls.tell("The story", "harbour", "piers", "storms")

    @classmethod
    def tell(cls, headline, *topics, hours=1):
        story = cast.story(cls, headline=headline, at=cls.now - timedelta(hours=hours))
        story.tags.add(*topics)
        return story

    def related(self):
        return [story.headline for story in related_stories(Article.objects.for_page().get(pk=self.story.pk))]

    def pick(self, *stories):
        for position, story in enumerate(stories):
            Related.objects.create(article=self.story, to=story, position=position)

    def test_most_shared_topics_first_then_the_newest(self):
        self.tell("One, new", "harbour", hours=0)
        self.tell("One, old", "storms", hours=9)
        self.tell("Three, old", "harbour", "piers", "storms", hours=90)
        self.tell("Two", "piers", "storms", hours=5)
        self.tell("None", "hurling")
        self.assertEqual(self.related(), ["Three, old", "Two", "One, new", "One, old"])

    def test_four_at_most(self):
        for number in range(6):
            self.tell(f"Story {number}", "harbour", hours=number + 2)
        self.assertEqual(self.related(), ["Story 0", "Story 1", "Story 2", "Story 3"])

    def test_what_an_editor_picked_comes_in_their_order_and_alone(self):
        first, second = self.tell("First", hours=50), self.tell("Second")
        self.tell("By topic", "harbour", "piers")
        self.pick(first, second)
        self.assertEqual(self.related(), ["First", "Second"])
        page = self.client.get(self.story.get_absolute_url())
        self.assertContains(page, "Related stories")
        self.assertContains(page, f'href="{first.get_absolute_url()}">First</a>')

    def test_no_story_that_the_public_may_not_see(self):
        hidden = [self.tell(f"Hidden {number}", "harbour", "piers") for number in range(4)]
        picked = self.tell("Picked")
        self.pick(hidden[0], picked)
        for story in hidden[:2]:
            withdraw(article=story, by=self.ed, note="Wrong.")
        Article.objects.filter(pk=hidden[2].pk).update(legal_hold=True)
        Article.objects.filter(pk=hidden[3].pk).update(embargo_until=self.now + timedelta(days=1))
        cast.story(self, headline="Later", when=self.now + timedelta(days=1)).tags.add("harbour")
        cast.draft(self, headline="Draft").tags.add("harbour")
        self.assertEqual(self.related(), ["Picked"])
        withdraw(article=picked, by=self.ed, note="Wrong.")
        shared = self.tell("By topic", "storms")
        self.assertEqual(self.related(), [shared.headline])

    def test_a_story_without_topics_or_picks_has_none(self):
        alone = self.tell("Alone")
        self.assertEqual(related_stories(Article.objects.for_page().get(pk=alone.pk)), [])
        self.assertNotContains(self.client.get(alone.get_absolute_url()), "Related stories")

    def test_one_query_and_a_few_rows_however_many_stories_share_its_topics(self):
        for number in range(NEWEST + 5):
            self.tell(f"Story {number}", "harbour", "piers", hours=number + 2)
        story = Article.objects.for_page().get(pk=self.story.pk)
        with self.assertNumQueries(1):
            found = related_stories(story)
            self.assertEqual(found[0].get_absolute_url()[:6], "/news/")
            self.assertTrue(all(each.published_at for each in found))

    def test_a_story_that_appears_later_is_ranked_by_its_time(self):
        """The time beside a topic follows the story, also when the topic was there first."""
        draft = cast.draft(self, headline="Was a draft")
        draft.tags.add("harbour")
        publish(article=draft, by=self.ed, at=self.now)
        self.tell("Older", "harbour", hours=3)
        self.assertEqual(self.related(), ["Was a draft", "Older"])

    def test_twice_or_itself_is_refused_by_the_database(self):
        other = self.tell("Other")
        self.pick(other)
        for to in (other, self.story):
            with self.assertRaises(IntegrityError), transaction.atomic():
                Related.objects.create(article=self.story, to=to)


class PickingTests(TestCase):
    """At the desk, on the story's form."""

    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.other = cast.story(cls, headline="Other")
        cls.draft = cast.draft(cls)

    def save(self, to, **more):
        self.client.force_login(self.ed)
        byline = self.draft.bylines.get()
        data = form_data(
            self,
            **{
                "bylines-INITIAL_FORMS": 1,
                "bylines-0-id": byline.pk,
                "bylines-0-article": self.draft.pk,
                "base": self.draft.latest,
                "related-TOTAL_FORMS": 1,
                "related-0-to": to,
                "related-0-position": 0,
                **more,
            },
        )
        return self.client.post(f"/admin/articles/article/{self.draft.pk}/change/", data)

    def test_picking_one_keeps_it_in_the_revision_too(self):
        self.assertEqual(self.save(self.other.pk).status_code, 302)
        self.assertEqual(self.draft.related.get().to, self.other)
        self.assertEqual(self.draft.revisions.first().facts["related"], [self.other.pk])

    def test_the_story_itself_and_numbers_of_no_story_are_refused_in_words(self):
        self.assertContains(self.save(self.draft.pk), "A story is not related to itself", status_code=422)
        self.assertEqual(self.save(99999999).status_code, 422)
        twice = {"related-TOTAL_FORMS": 2, "related-1-to": self.other.pk, "related-1-position": 1}
        self.assertContains(self.save(self.other.pk, **twice), "stands twice", status_code=422)
        self.assertFalse(Related.objects.exists())
