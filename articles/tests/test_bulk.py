"""Deeds with several stories of the list at once."""

from django.test import TestCase

from articles.models import Article
from articles.publish import submit
from newsroom.tests import cast

LIST = "/admin/articles/article/"


class BulkTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.stories = [cast.draft(cls, headline=f"Story {number}", slug=f"story-{number}") for number in range(3)]
        cls.story = cast.story(cls, headline="Public story", slug="public")

    def do(self, who, action, stories, **more):
        self.client.force_login(who)
        data = {"action": action, "_selected_action": [story.pk for story in stories], "asked": "yes", **more}
        return self.client.post(LIST, data, follow=True)

    def states(self):
        return [Article.objects.get(pk=story.pk).status for story in (*self.stories, self.story)]

    def test_it_works_and_tells_of_each_that_stays_as_it_was(self):
        answer = self.do(self.ed, "spike", [*self.stories[:2], self.story])
        self.assertContains(answer, "Spike: done with 2 stories.")
        self.assertContains(
            answer, "“Public story” stays as it was. This cannot be done with a story that is published."
        )
        self.assertEqual(self.states(), ["spiked", "spiked", "draft", "published"])
        self.do(self.ed, "unspike", self.stories[:2])
        self.assertEqual(self.states()[:2], ["draft", "draft"])
        self.assertContains(self.do(self.ed, "unspike", self.stories[:1]), "with a story that is a draft.")

    def test_what_is_not_simply_had_back_is_asked_about_and_told_of_in_each_record(self):
        self.client.force_login(self.ed)
        chosen = {"action": "spike", "_selected_action": [story.pk for story in (*self.stories[:2], self.story)]}
        page = self.client.post(f"{LIST}?section={self.news.pk}", chosen)
        self.assertContains(page, "Story 0")
        self.assertContains(page, "This cannot be done with a story that is published.")
        self.assertContains(page, 'name="_selected_action"', 2)
        self.assertContains(page, f'action="{LIST}?section={self.news.pk}"')
        self.assertEqual(self.states(), ["draft", "draft", "draft", "published"])
        self.do(self.ed, "spike", self.stories[:1], note="Overtaken by events.")
        self.assertEqual(self.stories[0].events.first().note, "Overtaken by events.")

    def test_what_was_done_since_it_was_asked_is_noticed(self):
        seen = {f"seen-{story.pk}": story.version for story in self.stories[:2]}
        submit(article=self.stories[0], by=self.ed)
        answer = self.do(self.ed, "spike", self.stories[:2], **seen)
        self.assertContains(answer, "after you opened this page")
        self.assertEqual(self.states()[:2], ["review", "spiked"])

    def test_what_is_not_ready_is_not_approved(self):
        submit(article=self.stories[0], by=self.ed)
        Article.objects.filter(pk=self.stories[0].pk).update(standfirst="")
        answer = self.do(self.ed, "approve", self.stories[:1])
        self.assertContains(answer, "The story has no standfirst.")
        self.assertEqual(self.states()[0], "review")

    def test_a_reporter_is_offered_what_they_may_do(self):
        self.client.force_login(self.nell)
        page = self.client.get(LIST)
        self.assertContains(page, 'value="submit"')
        self.assertNotContains(page, 'value="spike"')
        self.do(self.nell, "spike", self.stories)
        self.assertEqual(self.states()[:3], ["draft"] * 3)
        self.do(self.nell, "submit", self.stories)
        self.assertEqual(self.states()[:3], ["review"] * 3)

    def test_nothing_is_deleted_from_the_list(self):
        self.do(self.ed, "delete_selected", self.stories)
        self.assertEqual(Article.objects.count(), 4)
