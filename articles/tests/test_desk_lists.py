"""The list of stories at the desk, and each person's own work."""

from datetime import timedelta

from django.contrib import admin
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import strip_tags

from articles import gates, spike, withdraw
from articles.models import Article, Author, SectionLimit
from articles.publish import publish, request_changes, submit
from newsroom.tests import cast

LIST, MINE = "/admin/articles/article/", "/admin/articles/article/mine/"


class Desk(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.outside = Author.objects.create(name="Otto Out", slug="otto-out")
        eds = Author.objects.create(name="Ed Itor", slug="ed-itor")
        cls.draft = cast.draft(cls, headline="A draft of Ed's", bylines=[[eds.pk, ""]])
        cls.nells = cast.draft(cls, headline="A draft of Nell's")
        cls.public = cast.story(cls, headline="Before readers", section=cls.sport, bylines=[[cls.outside.pk, ""]])
        cls.changed = cast.story(cls, headline="As readers see it")
        cast.save(cls.changed, cls.nell, headline="As nobody sees it yet")

    def headlines(self, **asked):
        answer = self.client.get(LIST, asked)
        self.assertEqual(answer.status_code, 200)
        return [story.headline for story in answer.context["cl"].result_list]

    def same_queries(self, address):
        asked = []
        for count in (1, 5):
            for number in range(count):
                cast.draft(self, headline=f"Draft {number}")
            with CaptureQueriesContext(connection) as queries:
                self.client.get(address)
            asked.append(len(queries))
        self.assertEqual(asked[0], asked[1])
        self.assertLess(asked[0], 25)


class ListTests(Desk):
    def setUp(self):
        self.client.force_login(self.ed)

    def test_the_story_saved_last_stands_first(self):
        all_of_them = ["As readers see it", "Before readers", "A draft of Nell's", "A draft of Ed's"]
        self.assertEqual(self.headlines(), all_of_them)
        column = self.client.get(LIST).context["cl"].list_display.index("saved_at")
        self.assertEqual(self.headlines(o=column), all_of_them[::-1])

    def test_it_says_when_each_goes_out_or_since_when_it_is_out(self):
        at = timezone.now() + timedelta(days=2)
        cast.story(self, headline="To come", when=at)
        held = cast.story(self, headline="Held")
        gates.hold(article=held, by=self.ed, note="A claim.")
        withdraw.withdraw(article=self.public, by=self.ed, note="It was wrong.")
        desk, stories = admin.site._registry[Article], self.client.get(LIST).context["cl"].result_list
        said = {story.headline: strip_tags(desk.out(story)) for story in stories}
        self.assertEqual(said["To come"], f"goes out {date_format(timezone.localtime(at), 'j M Y, H:i')}")
        self.assertRegex(said["As readers see it"], r"^since \d+ \w{3} \d{4}, \d\d:\d\d$")
        self.assertIn("withdrawn ", said["Before readers"])
        self.assertEqual([said["A draft of Ed's"], said["Held"]], ["", ""])

    def test_where_nothing_is_found_it_says_what_was_looked_for_and_how_to_look_wider(self):
        page = self.client.get(LIST, {"q": "<b>quay</b>", "state": "draft", "section": self.sport.pk})
        self.assertContains(page, "No story has “&lt;b&gt;quay&lt;/b&gt;”")
        self.assertContains(page, "under <b>state: draft</b>, <b>section: Sport</b>")
        wider = f"?q=%3Cb%3Equay%3C%2Fb%3E&amp;section={self.sport.pk}"
        self.assertContains(page, f'<a href="{wider}">Look without “state: draft”</a>')
        self.assertNotContains(page, "selected</span>")
        self.assertContains(self.client.get(LIST, {"q": "999999"}), "No story has the number 999999")
        self.assertContains(self.client.get(LIST, {"state": "spiked"}), "None is <b>state: spiked</b>.")
        self.client.force_login(self.nell)
        self.assertContains(self.client.get(LIST, {"q": "quay"}), "You see your own stories")

    def test_by_state(self):
        self.assertEqual(self.headlines(state="draft"), ["A draft of Nell's", "A draft of Ed's"])
        submit(article=self.draft, by=self.ed)
        self.assertEqual(self.headlines(state="review"), ["A draft of Ed's"])
        spike.spike(article=self.nells, by=self.ed)
        self.assertEqual(self.headlines(state="spiked"), ["A draft of Nell's"])
        withdraw.withdraw(article=self.public, by=self.ed, note="It was wrong.")
        self.assertEqual(self.headlines(state="withdrawn"), ["Before readers"])
        self.assertEqual(self.headlines(state="published"), ["As readers see it"])

    def test_what_was_scheduled_is_published_when_its_time_has_come(self):
        before = timezone.now() - timedelta(hours=2)
        publish(article=self.draft, by=self.ed, at=before, when=before + timedelta(hours=1))
        publish(article=self.nells, by=self.ed, when=timezone.now() + timedelta(hours=1))
        self.assertEqual(self.headlines(state="scheduled"), ["A draft of Nell's"])
        self.assertIn("A draft of Ed's", self.headlines(state="published"))
        self.assertContains(self.client.get(LIST, {"state": "published"}), "state-published", 3)

    def test_by_section_and_by_person(self):
        self.assertEqual(self.headlines(section=self.sport.pk), ["Before readers"])
        self.assertEqual(self.headlines(person=f"a{self.outside.pk}"), ["Before readers"])
        self.assertEqual(self.headlines(person=f"u{self.nell.pk}"), ["As readers see it", "A draft of Nell's"])
        self.assertEqual(len(self.headlines(person=f"u{self.ed.pk}")), 4)
        self.assertEqual(self.headlines(person=f"u{self.nell.pk}", state="draft"), ["A draft of Nell's"])

    def test_by_what_is_of_note(self):
        self.assertEqual(self.headlines(what="unreleased"), ["As readers see it"])
        self.assertContains(self.client.get(LIST, {"what": "unreleased"}), "changes not released")
        gates.hold(article=self.public, by=self.ed, note="Ask.")
        gates.embargo(article=self.draft, by=self.ed, until=timezone.now() + timedelta(days=1))
        self.assertEqual(self.headlines(what="held"), ["Before readers"])
        self.assertEqual(self.headlines(what="embargo"), ["A draft of Ed's"])
        self.assertEqual(self.headlines(what="change"), [])

    def test_what_is_no_choice_is_left_out(self):
        for asked in ({"state": "flown"}, {"person": "u-1"}, {"person": "x"}, {"section": "1 or 1"}, {"what": "\0"}):
            self.assertEqual(len(self.headlines(**asked)), 4, asked)

    def test_reporters_find_their_own_and_what_is_public(self):
        self.client.force_login(self.nell)
        self.assertEqual(self.headlines(), ["As readers see it", "Before readers", "A draft of Nell's"])
        self.assertEqual(self.headlines(person=f"u{self.ed.pk}", state="draft"), ["A draft of Nell's"])

    def test_who_has_no_part_in_stories_is_told_nothing(self):
        for person, status in ((self.mo, 403), (self.rita, 302)):
            self.client.force_login(person)
            for address in (LIST, MINE):
                self.assertEqual(self.client.get(address).status_code, status)

    def test_it_asks_the_same_for_many(self):
        self.same_queries(LIST)

    def test_a_popup_to_choose_a_related_story(self):
        page = self.client.get(LIST, {"_popup": "1", "_to_field": "id"})
        self.assertContains(page, f'data-popup-opener="{self.public.pk}"')
        self.assertContains(page, '<input type="hidden" name="_popup" value="1">')


class MyWorkTests(Desk):
    def piles(self, person):
        self.client.force_login(person)
        page = self.client.get(MINE)
        return {pile.title: [story.headline for story in pile.stories] for pile in page.context["piles"]}, page

    def test_a_reporter_finds_what_is_theirs_and_what_is_asked_of_them(self):
        submit(article=self.nells, by=self.nell)
        request_changes(article=self.nells, by=self.ed, note="Who says so?\nAnd when?")
        piles, page = self.piles(self.nell)
        self.assertEqual(piles["Changes requested"], ["A draft of Nell's"])
        self.assertContains(page, "<strong>Ed asks:</strong> Who says so?\nAnd when?")
        self.assertEqual(piles["Saved last by me"], ["As readers see it"])
        self.assertEqual(piles["Published with my byline"], ["As readers see it"])
        self.assertEqual(piles["Changes not released yet"], ["As readers see it"])
        self.assertNotIn("In review", piles)

    def test_an_editor_finds_what_waits_for_editors_in_their_sections(self):
        submit(article=self.nells, by=self.nell)
        submit(article=self.draft, by=self.ed)
        piles, _ = self.piles(self.ed)
        self.assertEqual(piles["In review"], ["A draft of Nell's", "A draft of Ed's"])
        SectionLimit.objects.create(user=self.ed, section=self.sport)
        self.assertEqual(self.piles(self.ed)[0]["In review"], [])

    def test_it_asks_the_same_for_many(self):
        self.client.force_login(self.ed)
        self.same_queries(MINE)
