"""Front, section, author, topic: what stands on them, in which order, at what cost."""

from datetime import timedelta

from django.test import TestCase, override_settings
from django.utils import timezone

from articles.models import Article
from newsroom.tests import cast


class ListTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        now = timezone.now()
        cls.photo = cast.photo()
        for number in range(45):
            story = cast.story(
                cls,
                headline=f"Story {number:02}",
                slug=f"story-{number}",
                at=now - timedelta(minutes=number // 2),  # two at each time
                lead=cls.photo if number == 0 else None,
            )
            story.tags.add("Harbour")

    def headlines(self, page):
        return [article.headline for article in page.context["stories"]]

    def test_every_story_once_newest_first_over_all_pages(self):
        for address in ("/news/", "/authors/nell-byrne/", "/tags/harbour/"):
            found, page = [], self.client.get(address)
            while True:
                found += self.headlines(page)
                if not page.context["more"]:
                    break
                self.assertContains(page, 'rel="next"')
                page = self.client.get(f"{address}?before={page.context['more']}")
            expected = Article.objects.live().order_by("-publish_at", "-pk").values_list("headline", flat=True)
            self.assertEqual(found, list(expected), address)

    @override_settings(PAGES_DUE=[])
    def test_the_cost_does_not_grow_with_the_number_of_stories(self):
        for address, queries in (("/", 8), ("/news/", 5), ("/authors/nell-byrne/", 5), ("/tags/harbour/", 5)):
            with self.subTest(address), self.assertNumQueries(queries):
                self.client.get(address)
        with self.assertNumQueries(3):
            self.client.get("/policies/comments/")

    def test_an_empty_section_says_so(self):
        self.assertContains(self.client.get("/sport/"), "No stories here yet.")

    def test_unknown_places_are_404_and_odd_numbers_do_no_harm(self):
        for address in (
            "/nowhere/",
            "/authors/nobody/",
            "/tags/nothing/",
            "/policies/none/",
            "/news/story-99999999999999999999999999/",
            "/c/99999999999999999999999999/",
            "/comments/on/99999999999999999999999999/",
            "/moderation/comments/99999999999999999999999999/report/",
            "/news/?before=999999999999999999",
            f"/photos/{'a' * 20}/full-320-00000000.jpg",
            "/photos/a/full-320-00000000.jpg",
            f"/photos/{self.photo.sha256[:20]}/../../secret.key",
            f"/photos/{self.photo.sha256[:20]}/full-99999-00000000.jpg",
        ):
            with self.subTest(address):
                self.assertEqual(self.client.get(address).status_code, 404)
        for address in ("/news/?before=x", "/news/?before=%00", "/news/?before=-1", "/?before=7&utm_source=x"):
            with self.subTest(address):
                self.assertEqual(self.client.get(address).status_code, 200)

    def test_a_thread_asked_for_at_an_odd_place_does_no_harm(self):
        story = Article.objects.live().first()
        for after in ("%00", "%F0%9F%98%80", "x" * 5000, "zzzzzzz", "'"):
            with self.subTest(after):
                self.assertIn(self.client.get(f"/comments/on/{story.pk}/?after={after}").status_code, (200, 404))
