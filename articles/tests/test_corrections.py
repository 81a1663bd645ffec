"""The page of all corrections."""

from datetime import timedelta

from django.test import TestCase, override_settings
from django.utils import timezone

from articles.correct import correct
from articles.models import Article, Correction
from articles.withdraw import withdraw
from newsroom.tests import cast


class CorrectionsPageTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.story = cast.story(cls, headline="Pier opens")
        cls.now = timezone.now()

    def notice(self, number=0, story=None, kind="correction", hours=0):
        at = self.now - timedelta(hours=hours)
        return correct(article=story or self.story, by=self.ed, kind=kind, text=f"Notice {number}.", at=at)

    def test_a_notice_stands_with_its_kind_its_story_and_its_time(self):
        self.notice(kind="apology")
        page = self.client.get("/corrections/")
        for part in ("Notice 0.", "Apology", f'href="{self.story.get_absolute_url()}">Pier opens', "<time datetime="):
            self.assertContains(page, part)

    def test_it_stands_there_as_soon_as_it_is_issued(self):
        self.assertContains(self.client.get("/corrections/"), "There is none.")
        self.notice()
        self.assertContains(self.client.get("/corrections/"), "Notice 0.")

    def test_newest_first_over_all_pages(self):
        for number in range(45):
            self.notice(number, hours=number // 2)
        found, before = [], ""
        while before is not None:
            page = self.client.get(f"/corrections/?before={before}").context["page"]
            found += [correction.pk for correction in page.rows]
            before = page.older
        self.assertEqual(found, list(Correction.objects.values_list("pk", flat=True)))
        self.assertEqual(len(found), 45)
        self.assertIsNotNone(page.newer)

    def test_only_those_of_stories_that_the_public_may_see(self):
        gone, held = cast.story(self, headline="Gone"), cast.story(self, headline="Held")
        hidden = [self.notice(1, gone), self.notice(2, held)]
        withdraw(article=gone, by=self.ed, note="Wrong.")
        Article.objects.filter(pk=held.pk).update(legal_hold=True)
        page = self.client.get("/corrections/")
        self.assertNotContains(page, "Notice")
        for notice in hidden:
            self.assertEqual(self.client.get(f"/corrections/?before={notice.pk}").status_code, 404)

    @override_settings(PAGES_DUE=[])
    def test_the_cost_is_the_same_for_any_number(self):
        for number in range(30):
            self.notice(number, cast.story(self, headline=f"Story {number}"))
        with self.assertNumQueries(3):
            first = self.client.get("/corrections/")
        with self.assertNumQueries(5):
            self.client.get(f"/corrections/?before={first.context['page'].older}")
