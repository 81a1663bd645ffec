"""The list of fronts, the preview, the history with its return, and discarding."""

import re

from django.test import TestCase

from articles.models import Section
from fronts.models import Edition, Front, Slot
from newsroom.tests import cast

from .arranging import draft, front_of, launched


class DeskPagesTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.photo = cast.photo()
        cls.stories = [cast.story(cls, headline=f"Story {n}", slug=f"s-{n}", lead=cls.photo) for n in range(6)]
        cls.front = front_of()

    def setUp(self):
        self.client.force_login(self.ed)

    def page(self, name="", section=None):
        return f"/admin/fronts/front/{front_of(section).pk}/{name}"

    def held(self, state="live"):
        return [slot.article for slot in Slot.objects.filter(edition__state=state).select_related("article")]

    def test_the_list_has_every_front_once_and_makes_what_is_missing(self):
        Section.objects.create(name="Culture", slug="culture", position=2)
        for _ in range(2):
            page = self.client.get("/admin/fronts/front/")
            fronts = [str(front) for front, *_ in page.context["rows"]]
            self.assertEqual(fronts, ["front page", "News front", "Sport front", "Culture front"])
        self.assertEqual(Front.objects.count(), 4)

    def test_the_list_tells_of_drafts_and_of_what_needs_looking_after(self):
        launched(self, cast.draft(self, headline="Not out", slug="not-out"))
        draft(self, self.stories[0], section=self.news)
        page = self.client.get("/admin/fronts/front/")
        self.assertContains(page, "“Not out”. Not yet published")
        self.assertContains(page, "draft, not launched", count=1)

    def test_the_preview_is_the_public_page_with_a_bar(self):
        for section, address in ((None, "/"), (self.news, "/news/")):
            with self.subTest(address):
                draft(self, (self.stories[3], {"own_headline": "Previewed"}), section=section)
                answer = self.client.get(self.page("preview/", section))
                self.assertIn("no-store", answer.headers["Cache-Control"])
                preview = answer.content.decode()
                self.assertIn('<meta name="robots" content="noindex">', preview)
                self.assertIn('class="preview-bar"', preview)
                self.assertNotIn("Previewed", self.client.get(address).content.decode())
                self.client.post(self.page(section=section), self.as_it_stands(section) | {"launch": "1"})
                public = self.client.get(address).content.decode()
                self.assertEqual(self.body(preview), self.body(public))

    def as_it_stands(self, section):
        front = front_of(section)
        slot = front.edition("draft").slots.get()
        facts = {f"slots-0-{name}": value or "" for name, value in slot.facts.items()}
        return {"version_seen": front.version, "slots-TOTAL_FORMS": 1, "slots-INITIAL_FORMS": 1} | facts

    def body(self, page):
        """Return the body without the preview's bar."""
        return re.sub(r'<p class="preview-bar".*?</p>\s*', "", page[page.index("<body>") :]).replace("\n", "")

    def test_without_a_draft_the_preview_shows_what_is_live(self):
        launched(self, self.stories[2])
        self.assertContains(self.client.get(self.page("preview/")), "Story 2")

    def test_the_history_tells_who_and_when_and_brings_back(self):
        first = launched(self, self.stories[2])
        launched(self, self.stories[4])
        page = self.client.get(self.page("history/"))
        self.assertContains(page, "led by “Story 2”")
        self.assertContains(page, "Bring it back", count=1)
        self.client.force_login(self.ada)
        data = {"edition": first.pk, "version_seen": front_of().version}
        self.assertRedirects(self.client.post(self.page("history/"), data), self.page("history/"))
        self.assertEqual(self.held(), [self.stories[2]])
        self.assertEqual(Edition.objects.get(state="live").launched_by, self.ada)

    def test_a_return_that_was_overtaken_says_by_whom(self):
        first = launched(self, self.stories[2])
        data = {"edition": first.pk, "version_seen": front_of().version}
        launched(self, self.stories[4])
        page = self.client.post(self.page("history/"), data)
        self.assertContains(page, "Ed launched this front", status_code=409)
        for version in ("", "x"):
            page = self.client.post(self.page("history/"), {"edition": first.pk, "version_seen": version})
            self.assertEqual(page.status_code, 409)
        live = {"edition": Edition.objects.get(state="live").pk, "version_seen": front_of().version}
        self.assertContains(self.client.post(self.page("history/"), live), "already", status_code=409)
        self.assertEqual(self.held(), [self.stories[4]])

    def test_only_what_was_launched_on_this_front_comes_back(self):
        elsewhere = launched(self, self.stories[2], section=self.news)
        unlaunched = draft(self, self.stories[1])
        for number in (elsewhere.pk, unlaunched.pk, 999999, "", "x", "9" * 30):
            with self.subTest(number):
                data = {"edition": number, "version_seen": front_of().version}
                self.assertEqual(self.client.post(self.page("history/"), data).status_code, 404)

    def test_a_draft_is_asked_about_and_discarded(self):
        draft(self, self.stories[1])
        self.assertContains(self.client.get(self.page("discard/")), "Story 1")
        self.assertEqual(self.held("draft"), [self.stories[1]])
        answer = self.client.post(self.page("discard/"), {"version_seen": front_of().version})
        self.assertRedirects(answer, self.page())
        self.assertEqual(self.held("draft"), [])
        self.assertContains(self.client.get(self.page("discard/")), "There is no draft.")

    def test_a_draft_that_somebody_changed_is_not_discarded(self):
        seen = front_of().version
        draft(self, self.stories[1])
        page = self.client.post(self.page("discard/"), {"version_seen": seen})
        self.assertContains(page, "Ed saved a draft", status_code=409)
        self.assertEqual(self.held("draft"), [self.stories[1]])

    def test_who_may_not_arrange_gets_none_of_it(self):
        launched(self, self.stories[1])
        for person in (self.nell, self.pia, self.mo):
            self.client.force_login(person)
            for address in ("/admin/fronts/front/", *map(self.page, ("preview/", "history/", "discard/"))):
                with self.subTest(person=person, address=address):
                    self.assertEqual(self.client.get(address).status_code, 403)
                    self.assertIn(self.client.post(address).status_code, (403, 405))
        self.client.logout()
        self.assertIn("/admin/login/", self.client.get(self.page("preview/")).url)

    def test_what_only_reads_takes_no_post(self):
        for address in ("/admin/fronts/front/", self.page("preview/")):
            self.assertEqual(self.client.post(address).status_code, 405)
