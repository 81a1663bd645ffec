"""What is not live is in nothing that machines read."""

from datetime import timedelta

from django.test import TestCase
from django.utils import timezone

from articles.models import Article, Author, Byline, Correction
from newsroom.tests import cast

FORMS = ("rss", "atom", "json")


class NotPublicTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        later = timezone.now() + timedelta(hours=1)
        cls.hidden = [
            cast.draft(cls, headline="Canary draft", slug="canary"),
            cast.story(cls, headline="Canary scheduled", slug="canary", when=later),
            cast.story(cls, headline="Canary embargoed", slug="canary", embargo_until=later),
            cast.story(cls, headline="Canary held", slug="canary"),
        ]
        Article.objects.filter(pk=cls.hidden[3].pk).update(legal_hold=True)
        ghost = Author.objects.create(name="Canary Ghost", slug="canary-ghost")
        for story in cls.hidden:
            story.tags.add("Canary plan", "Harbour")
            Byline.objects.create(article=story, author=ghost)
            Correction.objects.create(article=story, text="Canary correction.")
        cls.open = cast.story(cls, headline="Open story", slug="open")
        cls.open.tags.add("Harbour")

    def places(self):
        for form in FORMS:
            for place in ("latest", "sections/news", "authors/nell-byrne", "topics/harbour"):
                yield f"/feeds/{place}.{form}"
                yield f"/feeds/full/{place}.{form}"
            yield f"/feeds/corrections.{form}"
        yield from ("/sitemap.xml", "/sitemaps/pages.xml", "/sitemaps/stories-0.xml", "/sitemaps/news-1.xml")
        yield from ("/robots.txt", "/site.webmanifest", "/api/stories/", f"/api/stories/{self.open.pk}/")
        yield self.open.get_absolute_url()

    def test_nothing_names_it(self):
        for address in self.places():
            with self.subTest(address):
                page = self.client.get(address)
                self.assertEqual(page.status_code, 200)
                self.assertNotContains(page, "Canary")
                self.assertNotContains(page, "canary")

    def test_its_own_addresses_are_404(self):
        for story in self.hidden:
            self.assertEqual(self.client.get(f"/api/stories/{story.pk}/").status_code, 404)
            self.assertEqual(self.client.get("/api/stories/", {"before": story.pk}).status_code, 404)
            address = f"http://127.0.0.1:8000{story.get_absolute_url()}"
            self.assertEqual(self.client.get("/oembed/", {"url": address}).status_code, 404)

    def test_a_topic_that_only_hidden_stories_carry_has_no_feed(self):
        for form in FORMS:
            self.assertEqual(self.client.get(f"/feeds/topics/canary-plan.{form}").status_code, 404)

    def test_it_is_there_when_its_time_has_come(self):
        Article.objects.filter(pk=self.hidden[1].pk).update(publish_at=timezone.now())
        self.assertContains(self.client.get("/feeds/latest.rss"), "Canary scheduled")
        self.assertEqual(self.client.get(f"/api/stories/{self.hidden[1].pk}/").status_code, 200)
