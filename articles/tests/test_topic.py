"""The topic page."""

from django.test import TestCase

from articles.withdraw import withdraw
from newsroom.tests import cast

ADDRESS = "/tags/harbour/"


class TopicPageTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.stories = [cast.story(cls, headline=f"Story {number}") for number in range(3)]
        cls.stories[0].tags.add("Harbour")

    def test_few_stories_are_not_worth_a_search_engines_while(self):
        self.assertContains(self.client.get(ADDRESS), '<meta name="robots" content="noindex">')
        for story in self.stories[1:]:
            story.tags.add("harbour")  # the same topic
        withdraw(article=self.stories[2], by=self.ed, note="Wrong.")
        self.assertContains(self.client.get(ADDRESS), '<meta name="robots" content="noindex">')

    def test_three_are(self):
        for story in self.stories:
            story.tags.add("Harbour")
        page = self.client.get(ADDRESS)
        self.assertNotContains(page, "noindex")
        self.assertContains(page, "<h1>Harbour</h1>")
        self.assertContains(page, '<p class="kicker">Topic</p>')

    def test_a_story_names_its_topics_and_leads_to_them(self):
        self.assertContains(self.client.get(self.stories[0].get_absolute_url()), f'rel="tag" href="{ADDRESS}"')

    def test_a_topic_without_public_stories_is_not_there(self):
        withdraw(article=self.stories[0], by=self.ed, note="Wrong.")
        self.assertEqual(self.client.get(ADDRESS).status_code, 404)
