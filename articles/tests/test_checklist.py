"""The checklist before a story goes out."""

from datetime import datetime, timedelta

from django.conf import settings
from django.test import TestCase
from django.utils import timezone

from articles import version
from articles.checklist import CAUTION, ERROR, WARNING, checklist
from articles.models import Article
from articles.publish import publish
from articles.release import release
from articles.workflow import S
from caution.write import write as caution
from newsroom.tests import cast

CAPTIONED = ["The harbour wall in Test on 3 May 2026.", "", "", False]


class WarningsTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.clean = cast.draft(cls, tags=["Harbour"], figures=[[cast.photo(size=(1280, 720)).pk, "lead", *CAPTIONED]])

    def items(self, at=None, **facts):
        laid_over = version.as_of(self.clean, version.facts(self.clean) | facts)
        return [(item.sentence, item.field) for item in checklist(laid_over, at)]

    def says(self, words, field, at=None, **facts):
        found = self.items(at, **facts)
        self.assertEqual([each for sentence, each in found if words in sentence], [field], found)

    def says_nothing(self, at=None, **facts):
        self.assertEqual(self.items(at, **facts), [])

    def test_of_a_story_in_order_nothing_is_said(self):
        self.says_nothing()

    def test_the_headline_and_the_standfirst(self):
        self.says("has 131 characters", "id_headline", headline="Harbour wall " * 10 + "x")
        self.says("all in capitals", "id_headline", headline="HARBOUR WALL TO BE RAISED")
        self.says("what the headline says", "id_standfirst", standfirst="Harbour wall to be raised")
        text = "<p>Work begins in spring, says the council.</p>"
        self.says("begins with the words of the standfirst", "id_body", standfirst="Work begins in spring.", body=text)

    def test_the_address_has_nothing_of_the_headline(self):
        self.says("no word of the headline", "id_slug", slug="untitled-story-3")

    def test_no_tag_no_lead_photo(self):
        self.says("It has no tag", "id_tags", tags=[])
        self.says("It has no lead photo", "id_figures-0-photo", figures=[])

    def test_what_was_to_come_and_what_stands_twice(self):
        for text in ("He is TK years old.", "Mr XXX said so.", "It cost ??? euro."):
            self.says("something was to come there", "id_body", body=f"<p>{text}</p>")
        self.says("“the the”", "id_body", body="<p>They raise the the wall.</p>")
        self.says_nothing(body="<p>He had had that that we know. It is of, of course, high.</p>")

    def test_a_weekday_that_is_another(self):
        at = timezone.make_aware(datetime(2026, 3, 5, 12))
        for text, right in (
            ("Monday, 3 March", "3 March 2026 is a Tuesday"),
            ("Tuesday 4th of March 2025", ""),
            ("Tuesday, March 3", ""),
            ("Friday 13 March 2026", ""),
            ("Friday, March 14, 2026", "14 March 2026 is a Saturday"),
            ("Monday 31 November", "there is no such day"),
            ("Thursday 31 December", "31 December 2025 is a Wednesday"),
            ("On Monday in March 3 boats", ""),
        ):
            with self.subTest(text):
                if right:
                    self.says(right, "id_body", at, body=f"<p>It begins {text}, they say.</p>")
                else:
                    self.says_nothing(at, body=f"<p>It begins {text}, they say.</p>")

    def test_a_quotation_that_is_left_open(self):
        for body in (
            "<p>“It will rise, he said.</p><p>So he did.</p>",
            '<p>He said: "Yes.</p>',
            "<p>It will,” he said.</p>",
        ):
            self.says("A quotation is not closed", "id_body", body=body)
        self.says_nothing(body='<p>“It will rise.</p><p>“And soon,” he said.</p><p>A 12" board. “Yes,” “no.”</p>')

    def test_links_that_lead_readers_to_nothing(self):
        public, draft = cast.story(self), cast.draft(self, headline="Another", slug="another")
        gone = draft.get_absolute_url().replace(str(draft.pk), "999999")
        for href, words in (
            (draft.get_absolute_url(), "“Another”, which readers cannot see then (draft)"),
            (f"{settings.SITE_URL}{draft.get_absolute_url()}", "readers cannot see"),
            (gone, "a story that is not there"),
            (f"/admin/articles/article/{draft.pk}/change/", "leads to the desk"),
            ("/no/such/page/at/all/", "where nothing is"),
        ):
            with self.subTest(href):
                self.says(words, "id_body", body=f'<p>See <a href="{href}">there</a>.</p>')
        fine = (
            public.get_absolute_url(),
            "https://example.org/a-2/",
            "mailto:a@example.org",
            "#top",
            "http://[",
            "/news/",
        )
        self.says_nothing(body="".join(f'<p>See <a href="{href}">there</a>.</p>' for href in fine))

    def test_an_agencys_text_without_its_agency(self):
        body = "<p>PARIS (TA) – The wall will rise.</p>"
        self.says("no agency is chosen", "id_agency", body=body)
        self.says_nothing(body=body, agency=self.agency.pk)

    def test_a_court_case_and_a_death(self):
        self.says("tick “court case”", "id_court_case", body="<p>He pleaded not guilty.</p>")
        self.says_nothing(body="<p>He pleaded not guilty.</p>", court_case=True)
        self.says("tick “sensitive”", "id_sensitive", standfirst="Two men drowned at the harbour.")
        self.says_nothing(standfirst="Two men drowned at the harbour.", sensitive=True)

    def test_an_embargo_that_outlasts_the_schedule(self):
        time = timezone.now() + timedelta(hours=2)
        story = Article(pk=self.clean.pk, status=S.SCHEDULED, publish_at=time, embargo_until=time + timedelta(hours=1))
        found = checklist(version.as_of(story, version.facts(self.clean)))
        self.assertIn("its embargo lasts until", found[0].sentence)

    def test_what_is_said_of_a_photo_leads_to_its_words_here_or_to_its_own_page(self):
        bare = cast.photo("maroon", caption="DSC_0001.JPG", credit="", alt_text="photo.jpg", rights="")
        figures = [*version.facts(self.clean)["figures"], [bare.pk, "gallery", "", "", "", False]]
        laid_over = version.as_of(self.clean, version.facts(self.clean) | {"figures": figures})
        found = [(item.level, item.field, item.photo) for item in checklist(laid_over)]
        self.assertIn((ERROR, "id_figures-1-own_credit", None), found)
        self.assertIn((ERROR, "id_rights", bare.pk), found)
        self.assertIn((WARNING, "id_figures-1-own_alt_text", None), found)
        self.assertEqual(found, sorted(found, key=lambda item: item[0] != ERROR))

    def test_what_is_missing_leads_to_its_field(self):
        self.says("no headline", "id_headline", headline=" ")
        self.says("no standfirst", "id_standfirst", standfirst="")
        self.says("no text", "id_body", body="")
        self.says("neither a byline nor an agency", "id_bylines-0-author", bylines=[])

    def test_it_asks_the_same_however_long_the_story_is(self):
        checklist(self.clean)
        links = "".join(f'<p><a href="/news/a-{number}/">x</a> (x)</p>' for number in range(50))
        short = version.as_of(self.clean, version.facts(self.clean) | {"body": links[:40] + "(x)</p>"})
        long = version.as_of(self.clean, version.facts(self.clean) | {"body": links})
        with self.assertNumQueries(4):
            checklist(short)
        with self.assertNumQueries(4):
            checklist(long)


class CautionTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        caution(by=cls.una, phrase="Seán Kempton", note="A minor: never name him.")
        cls.named = cast.draft(
            cls, headline="Sean Kempton at the harbour", slug="sean-kempton", tags=["Kempton, Seán", "seán kempton"]
        )
        cls.photo = cast.photo(caption="Sean Kempton", credit="seankempton", alt_text="SEAN  KEMPTON")

    def test_it_is_found_wherever_it_stands_and_forbids_nothing(self):
        facts = version.facts(self.named) | {
            "figures": [[self.photo.pk, "lead", "", "", "", False]],
            "body": "<p>Seán</p><p><em>Kemp</em>ton</p>",
        }
        found = [item for item in checklist(version.as_of(self.named, facts)) if item.level == CAUTION]
        fields = ["headline", "body", "slug", "tags", "figures-0-own_caption", "figures-0-own_alt_text"]
        self.assertEqual([item.field for item in found], [f"id_{field}" for field in fields])
        self.assertIn("“Seán Kempton”: A minor: never name him.", found[0].sentence)

    def test_the_page_shows_it_and_the_record_keeps_whether_it_was_seen(self):
        self.client.force_login(self.ed)
        address = f"/admin/articles/article/{self.named.pk}/publish/"
        page = self.client.get(address)
        self.assertContains(page, "A minor: never name him.")
        self.assertContains(page, 'name="seen"')
        self.assertContains(self.client.get(f"/admin/articles/article/{self.named.pk}/change/"), 'href="#id_headline"')
        self.client.post(address, {"version_seen": self.named.version, "seen": "on"})
        self.named.refresh_from_db()
        self.assertEqual(self.named.status, S.PUBLISHED)
        event = self.named.events.get(deed="caution")
        self.assertEqual((event.by, event.note), (self.ed, "Seán Kempton: seen by the lawyer or the editor in charge"))

    def test_where_there_is_none_nothing_is_asked_and_nothing_noted(self):
        story = cast.draft(self)
        self.client.force_login(self.ed)
        self.assertNotContains(self.client.get(f"/admin/articles/article/{story.pk}/publish/"), 'name="seen"')
        publish(article=story, by=self.ed)
        self.assertFalse(story.events.filter(deed="caution").exists())

    def test_a_change_that_names_it_is_noted_when_it_is_released(self):
        story = cast.story(self)
        cast.save(story, self.ed, body="<p>It was Seán Kempton.</p>")
        self.client.force_login(self.ed)
        self.assertContains(self.client.get(f"/admin/articles/article/{story.pk}/release/"), "A minor")
        story.refresh_from_db()
        release(article=story, by=self.ed, kind="typo")
        self.assertIn("nobody said that the lawyer has seen it", story.events.get(deed="caution").note)
