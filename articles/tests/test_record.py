"""The whole record of a story on a page of its own."""

from django.test import TestCase
from django.utils import timezone

from articles.models import ArticleEvent
from articles.publish import request_changes, submit
from newsroom.tests import cast


class RecordTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.draft(cls)
        cls.form = f"/admin/articles/article/{cls.story.pk}/change/"
        cls.address = f"/admin/articles/article/{cls.story.pk}/record/"

    def setUp(self):
        self.client.force_login(self.ed)

    def test_all_that_was_done_in_words_the_latest_first(self):
        submit(article=self.story, by=self.nell, note="Ring me\nabout the second quote.")
        page = self.client.get(self.address)
        self.assertContains(page, "<b>Sent to the editors</b> by Nell")
        self.assertContains(page, "Ring me\nabout the second quote.")
        self.assertContains(page, "from draft to in review")
        said = [event.said for event in page.context["page"]]
        self.assertEqual(said, ["sent to the editors", "begun"])

    def test_it_has_pages_and_the_form_leads_to_it(self):
        self.assertContains(self.client.get(self.form), self.address)
        now = timezone.now()
        ArticleEvent.objects.bulk_create(
            ArticleEvent(article=self.story, deed="save", at=now, version=1, by=self.ed) for _ in range(60)
        )
        with self.assertNumQueries(10):
            first = self.client.get(self.address)
        self.assertContains(first, "<b>Saved</b> by Ed", 50)
        self.assertContains(first, "Page 1 of 2")
        self.assertContains(self.client.get(f"{self.address}?page=2"), "<b>Begun</b> by Ed")
        form = self.client.get(self.form)
        self.assertEqual(len(form.context["events"]), 20)
        self.assertContains(form, "The whole record")

    def test_who_may_not_see_the_story_does_not_see_it(self):
        self.client.force_login(self.mo)
        self.assertEqual(self.client.get(self.address).status_code, 404)

    def test_what_was_said_when_it_was_handed_in_stands_on_top_while_it_is_in_review(self):
        submit(article=self.story, by=self.nell, note="Ring me about the second quote.")
        said = "<strong>Handed in:</strong> Ring me about the second quote. – Nell"
        self.assertContains(self.client.get(self.form), said)
        request_changes(article=self.story, by=self.ed, note="Get another voice.")
        page = self.client.get(self.form)
        self.assertNotContains(page, "<strong>Handed in:</strong>")
        self.assertContains(page, "<strong>To change:</strong> Get another voice. – Ed")
