"""What kind of story it is, and whose: set at the desk, kept in each revision."""

from django.test import TestCase

from articles.models import Article
from newsroom.tests import cast

from .test_story_form import ADD, form_data


class KindTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)

    def setUp(self):
        self.client.force_login(self.ed)

    def save_new(self, **fields):
        return self.client.post(ADD, form_data(self, **fields))

    def test_it_is_news_unless_somebody_says_otherwise(self):
        self.save_new()
        self.assertEqual(Article.objects.get().kind, "news")

    def test_the_editor_says_which_and_where_it_belongs_and_the_revision_keeps_it(self):
        self.save_new(kind="opinion", canonical_url="https://elsewhere.example/a")
        story = Article.objects.get()
        self.assertEqual((story.kind, story.canonical_url), ("opinion", "https://elsewhere.example/a"))
        facts = story.revisions.get().facts
        self.assertEqual((facts["kind"], facts["canonical_url"]), ("opinion", "https://elsewhere.example/a"))

    def test_a_form_that_does_not_name_it_leaves_it_as_it_is(self):
        story = cast.draft(self, kind="review")
        byline = story.bylines.get()
        own = {"bylines-INITIAL_FORMS": 1, "bylines-0-id": byline.pk, "bylines-0-article": story.pk}
        address = f"/admin/articles/article/{story.pk}/change/"
        answer = self.client.post(address, form_data(self, slug=story.slug, base=story.latest, **own))
        self.assertEqual(answer.status_code, 302)
        story.refresh_from_db()
        self.assertEqual((story.headline, story.kind), ("New pier opens", "review"))

    def test_what_is_no_kind_and_an_address_of_ours_are_refused_in_words(self):
        self.assertContains(self.save_new(kind="rumour"), "not one of the available choices", status_code=422)
        ours = "http://127.0.0.1:8000/news/story-1/"
        self.assertContains(self.save_new(canonical_url=ours), "That is an address of ours.", status_code=422)
        self.assertFalse(Article.objects.exists())
