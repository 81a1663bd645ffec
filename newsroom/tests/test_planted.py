"""A word planted in every fact of a story that readers may not see stands behind none of the public doors."""

import re
from datetime import timedelta

from django.test import TestCase
from django.utils import timezone

from articles import gates, publish, spike, withdraw
from articles.models import Correction
from images import renditions
from newsroom.tests import cast

WORD = "quagga"
ADDRESS = re.compile(f'{WORD}-plan|value="{WORD} plan')
FORMS = ("rss", "atom", "json")


class PlantedTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.photo = cast.photo("maroon", caption=f"A {WORD} at the pier.", credit=f"{WORD} / The Test")
        cls.open = cast.story(cls, headline="Open story", slug="open", tags=["Harbour"])
        cls.kept = {}
        later, now = timezone.now() + timedelta(hours=1), timezone.now()
        cls.hidden = {
            "draft": cls.planted(cls),
            "review": cls.planted(cls, publish.submit),
            "changes": cls.planted(cls, publish.submit, publish.request_changes),
            "approved": cls.planted(cls, publish.submit, publish.approve),
            "spiked": cls.planted(cls, spike.spike),
            "scheduled": cls.planted(cls, when=later),
            "embargoed": cls.planted(cls, embargo_until=later, when=now),
            "embargoed again": cls.was_public(cls, lambda **facts: gates.embargo(until=later, **facts)),
            "held": cls.was_public(cls, gates.hold),
            "withdrawn": cls.was_public(cls, withdraw.withdraw),
            "unpublished": cls.was_public(cls, withdraw.unpublish),
        }
        cls.changed = cast.story(cls, headline="Changed story", slug="changed", tags=["Harbour"])
        cast.save(cls.changed, cls.ed, **cls.words(cls))
        Correction.objects.create(article=cls.hidden["held"], text=f"Not a {WORD}.")

    def words(self):
        return {
            "headline": f"The {WORD} plan",
            "slug": f"{WORD}-plan",
            "kicker": WORD,
            "standfirst": f"A {WORD} comes.",
            "body": f'<p>The {WORD} is here.</p><figure data-photo="{self.photo.pk}"></figure>',
            "dateline": WORD,
            "tags": ["Harbour", f"{WORD} watch"],
            "note_to_editors": f"Do not name the {WORD}.",
            "figures": [[self.photo.pk, "lead", f"Own {WORD}.", f"{WORD} / Own", f"{WORD}s", False]],
        }

    def planted(self, *deeds, when=None, **gate):
        story = cast.draft(self, **{**self.words(self), "section": self.news}, **gate)
        if when:
            publish.publish(article=story, by=self.ed, when=when)
        for deed in deeds:
            deed(article=story, by=self.ed, note="As it is.")
        return story

    def was_public(self, deed):
        """Return a story that readers have seen, with what their browsers kept of it, and a comment."""
        story = self.planted(self, when=timezone.now())
        address = story.get_absolute_url()
        answer = self.client_class().get(address)
        assert answer.status_code == 200
        self.kept[address] = answer.headers["ETag"]
        cast.comment(story, self.rita, f"I saw the {WORD}.")
        story.refresh_from_db()
        deed(article=story, by=self.ed, note="As it is.")
        return story

    def doors(self):
        yield from ("/", "/news/", "/latest/", "/archive/", "/corrections/", "/popular/", "/comments/latest/")
        yield from ("/tags/harbour/", "/authors/nell-byrne/", "/search/?q=open", "/policies/")
        day = timezone.localdate()
        yield from (f"/archive/{day:%Y}/", f"/archive/{day:%Y/%m}/", f"/archive/{day:%Y/%m/%d}/")
        for form in FORMS:
            for place in ("latest", "sections/news", "authors/nell-byrne", "topics/harbour"):
                yield from (f"/feeds/{place}.{form}", f"/feeds/full/{place}.{form}")
            yield f"/feeds/corrections.{form}"
        yield from ("/sitemap.xml", "/sitemaps/pages.xml", "/sitemaps/stories-0.xml", "/sitemaps/news-1.xml")
        yield from ("/robots.txt", "/site.webmanifest", "/api/stories/", f"/readers/{self.rita.pk}/")
        for story in (self.open, self.changed):
            yield from (f"/api/stories/{story.pk}/", story.get_absolute_url(), f"/comments/on/{story.pk}/")

    def test_it_stands_on_no_page_feed_or_list(self):
        for address in self.doors():
            with self.subTest(address):
                answer = self.client.get(address)
                if address not in ("/comments/latest/", f"/readers/{self.rita.pk}/"):
                    self.assertEqual(answer.status_code, 200)
                self.assertNotIn(WORD, answer.content.decode().lower())

    def test_search_finds_nothing(self):
        for words in (WORD, f'"the {WORD} plan"', f"{WORD}*"):
            page = self.client.get("/search/", {"q": words})
            self.assertNotIn("<mark>", page.content.decode())
            self.assertNotContains(page, f"-{self.hidden['held'].pk}/")

    def test_its_own_addresses_are_not_there(self):
        for state, story in self.hidden.items():
            address, notice = story.get_absolute_url(), Correction.objects.get().pk
            addresses = [address, f"/news/open-{story.pk}/", f"{address}changes/{notice}/", f"/api/stories/{story.pk}/"]
            addresses += [f"/comments/on/{story.pk}/", f"/comments/on/{story.pk}/new/"]
            for address in addresses:
                with self.subTest(state=state, address=address):
                    answer = self.client.get(address)
                    self.assertEqual(answer.status_code, self.says(state, address, answer))
                    # But for the address that was asked for, whose words stand in the field to search by.
                    self.assertNotIn(WORD, ADDRESS.sub("", answer.content.decode().lower()))

    def says(self, state, address, answer):
        """Of what was withdrawn, its address says so, and so does the API to who republished it."""
        if state != "withdrawn" or "changes" in address or address.endswith(f"on/{self.hidden[state].pk}/"):
            return 404
        return 200 if address.startswith("/api/") else 410

    def test_what_a_browser_has_kept_is_not_confirmed(self):
        for address, etag in self.kept.items():
            with self.subTest(address):
                answer = self.client.get(address, headers={"If-None-Match": etag})
                self.assertIn(answer.status_code, (404, 410))

    def test_its_photo_is_not_there_while_no_other_story_shows_it(self):
        address = renditions.address(self.photo)
        self.assertEqual(self.client.get(address).status_code, 404)

    def test_its_comments_are_not_there(self):
        from comments.models import Comment

        for comment in Comment.objects.filter(text__contains=WORD):
            answer = self.client.get(f"/c/{comment.pk}/")
            self.assertNotIn(WORD, answer.content.decode().lower())

    def test_a_topic_of_hidden_stories_alone_is_not_there(self):
        for address in (f"/tags/{WORD}-watch/", *(f"/feeds/topics/{WORD}-watch.{form}" for form in FORMS)):
            self.assertEqual(self.client.get(address).status_code, 404, address)

    def test_all_of_it_is_there_when_it_is_let_out(self):
        """So that the tests above do not pass for want of a word."""
        story = self.hidden["approved"]
        publish.publish(article=story, by=self.ed)
        self.assertEqual(self.client.get(renditions.address(self.photo)).status_code, 200)
        for address in ("/", "/news/", "/feeds/latest.rss", "/sitemaps/stories-0.xml", f"/search/?q={WORD}"):
            self.assertIn(WORD, self.client.get(address).content.decode().lower(), address)
