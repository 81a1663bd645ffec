"""The page on which readers see what a correction changed."""

import uuid
from datetime import timedelta

from django.test import TestCase
from django.utils import timezone

from articles.block import block
from articles.models import Article, Correction
from articles.release import release
from articles.show_change import show_change
from errors.addresses import state_address
from errors.answer import answer
from errors.report import report
from newsroom.tests import cast


class ChangesTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.lead, cls.other = cast.photo(), cast.photo("maroon", caption="The wall in 1911.")
        body = "<p>The wall is 40 metres high.</p>"
        cls.story = cast.story(cls, lead=cls.lead, body=body, note_to_editors="xsecretx")
        figures = [
            [cls.lead.pk, "lead", "Two boats and a wall.", "", "", False],
            [cls.other.pk, "body", "xunnamedx", "", "", False],  # which the text does not name
        ]
        body = "<p>The wall is 4 metres high.</p>"
        facts = {"body": body, "figures": figures, "note_to_editors": "xsecret2x", "tags": ["Xtagx"]}
        cast.save(cls.story, cls.ed, **facts)
        cls.story.refresh_from_db()
        release(article=cls.story, by=cls.ed, kind="correction", text="It was 40.", shows_change=True)
        cls.story.refresh_from_db()
        cls.notice = Correction.objects.get()
        cls.address = f"{cls.story.get_absolute_url()}changes/{cls.notice.pk}/"

    def get(self, address=None):
        return self.client.get(address or self.address)

    def test_the_notice_leads_to_the_words_before_and_after(self):
        for page in (self.story.get_absolute_url(), "/corrections/"):
            self.assertContains(self.get(page), f'href="{self.address}"')
        page = self.get()
        self.assertContains(page, "The wall is <del>40</del> <ins>4</ins> metres high.")
        self.assertContains(page, "Two boats <del>at the pier</del> <ins>and a wall</ins>.")
        self.assertContains(page, "It was 40.")
        self.assertContains(page, '<meta name="robots" content="noindex">')

    def test_nothing_stands_there_that_no_reader_saw(self):
        text = self.get().content.decode()
        for planted in ("xsecret", "xunnamed", "Xtag"):
            self.assertNotIn(planted, text)

    def test_nor_what_was_written_since_and_not_released(self):
        cast.save(self.story, self.ed, headline="Xplantedx", body="<p>Xplantedx</p>", standfirst="Xplantedx")
        told = report(article=self.story, words="It is four.", form_key=uuid.uuid4())
        answer(article=self.story, reports=[told.pk], by=self.ed, outcome="corrected", correction=self.notice)
        addresses = [self.address, self.story.get_absolute_url(), "/corrections/", f"/errors/on/{self.story.pk}/"]
        for address in [*addresses, state_address(told)]:
            page = self.get(address)
            self.assertEqual(page.status_code, 200)
            self.assertNotContains(page, "Xplantedx")
        self.assertContains(self.get(state_address(told)), self.address)

    def test_it_is_the_same_for_all_kept_and_moved_with_the_story(self):
        page = self.get()
        self.assertIn("public", page.headers["Cache-Control"])
        self.assertFalse(page.cookies)
        with self.assertNumQueries(0):
            self.assertEqual(self.get().content, page.content)
        show_change(correction=self.notice, by=self.ed, shows=False)
        again = self.client.get(self.address, headers={"if-none-match": page.headers["ETag"]})
        self.assertEqual(again.status_code, 404)
        self.assertNotContains(self.get(self.story.get_absolute_url()), "See what changed")

    def test_made_anew_it_costs_a_few_queries(self):
        self.get("/policies/")  # which asks when time alone changes a page, once for all
        with self.assertNumQueries(7):
            self.get()

    def test_it_is_not_there_unless_both_versions_were_public(self):
        later = timezone.now() + timedelta(hours=1)
        for number in (1, 2):
            row = self.story.revisions.filter(number=number)
            at = row.get().released_at
            for released_at in (None, later):
                row.update(released_at=released_at)
                self.assertEqual(self.get().status_code, 404)
            row.update(released_at=at)
        self.assertEqual(self.get().status_code, 200)
        for facts in ({"from_version": None}, {"to_version": 99}, {"shows_change": False}):
            before = {name: getattr(self.notice, name) for name in facts}
            Correction.objects.filter(pk=self.notice.pk).update(**facts)
            self.story.save(update_fields=[])
            self.assertEqual(self.fresh().status_code, 404, facts)
            Correction.objects.filter(pk=self.notice.pk).update(**before)

    def fresh(self):
        from pagecache.pages import pages, parts

        pages.clear()
        parts.clear()
        return self.get()

    def test_nor_while_the_story_is_not_before_the_public(self):
        later = timezone.now() + timedelta(hours=1)
        for facts in ({"legal_hold": True}, {"embargo_until": later}, {"status": "withdrawn"}, {"status": "draft"}):
            Article.objects.filter(pk=self.story.pk).update(status="published", legal_hold=False, embargo_until=None)
            Article.objects.filter(pk=self.story.pk).update(**facts)
            self.assertEqual(self.fresh().status_code, 404, facts)

    def test_words_of_a_photo_that_may_not_be_shown_are_not(self):
        block(photo=self.lead, by=self.ed, reason="The agency’s kill.")
        text = self.get().content.decode()
        self.assertNotIn("Two boats", text)
        self.assertIn("<del>40</del>", text)

    def test_the_old_address_leads_to_the_new_one_and_that_of_another_story_nowhere(self):
        old = self.address.replace("harbour-wall", "old-words").replace("/news/", "/sport/")
        self.assertRedirects(self.get(old), self.address, status_code=301)
        other = cast.story(self, headline="Bridge opens", slug="bridge")
        self.assertEqual(self.get(f"{other.get_absolute_url()}changes/{self.notice.pk}/").status_code, 404)
