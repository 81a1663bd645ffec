"""The page of what somebody typed and never saved."""

from datetime import timedelta

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.keep import keep, leftovers
from articles.models import Article, Unsaved
from newsroom.tests import cast

LIST = "/admin/articles/article/unsaved/"
ONE, OTHER = "6f0d7f1e-4f3b-4f0e-9d59-3c2d1a5b7c11", "6f0d7f1e-4f3b-4f0e-9d59-3c2d1a5b7c12"


class UnsavedTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.draft(cls)
        body = "<p>One &amp; <strong>two</strong> words.</p><h2>Cost</h2><ul><li>Much</li></ul>"
        fields = [("headline", "A <b>wall</b>"), ("body", body), ("figures-0-own_caption", "Boats."), ("kind", "news")]
        facts = {"by": cls.nell, "client": ONE, "fields": fields}
        cls.first = keep(**facts, article=cls.story, base=1, at=timezone.now() - timedelta(minutes=2))
        cls.row = keep(**facts | {"fields": [*fields, ("tags", "Harbour")]}, article=cls.story, base=1)
        cls.new = keep(by=cls.nell, client=OTHER, fields=[("headline", "")])

    def test_one_finds_ones_own_by_window_with_what_can_be_done(self):
        self.client.force_login(self.nell)
        page = self.client.get(LIST)
        self.assertContains(page, "A &lt;b&gt;wall&lt;/b&gt;")
        self.assertContains(page, f"/admin/articles/article/{self.story.pk}/change/?unsaved={self.row.pk}")
        self.assertContains(page, "10 words")
        self.assertContains(page, "Without a headline")
        self.assertContains(page, f"/admin/articles/article/add/?unsaved={self.new.pk}")
        self.assertNotContains(page, f"unsaved={self.first.pk}")
        self.assertContains(self.client.get("/admin/"), "<b>2</b> unsaved texts of mine")

    def test_others_find_nothing_of_it(self):
        self.client.force_login(self.ed)
        self.assertContains(self.client.get(LIST), "Whatever you typed is saved.")
        self.assertNotContains(self.client.get("/admin/"), "of mine")
        for address in (f"{LIST}{self.row.pk}/", f"{LIST}{self.row.pk}/throw-away/"):
            self.assertEqual(self.client.get(address).status_code, 404)
            self.assertEqual(self.client.post(address).status_code, 405 if address[-2].isdigit() else 404)
        self.assertEqual(Unsaved.objects.count(), 3)

    def test_who_writes_no_stories_has_no_such_page(self):
        self.client.force_login(self.mo)
        self.assertEqual(self.client.get(LIST).status_code, 403)

    def test_its_words_stand_as_text_with_the_minutes_before(self):
        self.client.force_login(self.nell)
        page = self.client.get(f"{LIST}{self.row.pk}/")
        self.assertContains(page, "One &amp; two words.\n\nCost\n\nMuch")
        self.assertContains(page, "Boats.")
        self.assertContains(page, f"{LIST}{self.first.pk}/")
        self.assertEqual(self.client.get(f"{LIST}{self.first.pk}/").status_code, 200)

    def test_it_says_that_the_story_was_saved_since(self):
        Article.objects.filter(pk=self.story.pk).update(latest=4)
        self.client.force_login(self.nell)
        self.assertContains(self.client.get(LIST), "saved since, as version 4")

    def test_where_the_story_may_not_be_changed_any_more_the_text_can_be_copied(self):
        Article.objects.filter(pk=self.story.pk).update(status=Article.Status.APPROVED)
        self.client.force_login(self.nell)
        page = self.client.get(LIST)
        self.assertContains(page, "The text is here to copy.")
        self.assertNotContains(page, f"unsaved={self.row.pk}")

    def test_throwing_away_asks_first_and_then_all_of_the_window_is_gone(self):
        self.client.force_login(self.nell)
        address = f"{LIST}{self.row.pk}/throw-away/"
        self.assertContains(self.client.get(address), "Nothing brings the text back.")
        self.assertEqual(leftovers(self.nell).count(), 2)
        self.assertRedirects(self.client.post(address), LIST)
        self.assertEqual(list(Unsaved.objects.all()), [self.new])
        self.assertEqual(self.client.post(address).status_code, 404)  # twice

    def test_the_list_costs_the_same_for_many(self):
        self.client.force_login(self.ed)
        queries = []
        for number in range(4):
            keep(by=self.ed, client=f"{number}", fields=[("headline", f"{number}")], article=self.story, base=1)
            with CaptureQueriesContext(connection) as asked:
                self.client.get(LIST)
            queries.append(len(asked))
        self.assertEqual(queries[0], queries[-1])
