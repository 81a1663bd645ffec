"""What the desk shows of a public story to a reporter whose story it is not: what readers see, and no more."""

from datetime import timedelta

from django.test import TestCase
from django.utils import timezone

from articles import mine
from articles.block import block
from articles.gates import hold
from articles.models import Article, Author, Byline
from articles.schedule import schedule_change
from newsroom.tests import cast

LIST = "/admin/articles/article/"
DESK_ONLY = ("Mayor resigns", "zeppelin", "Ring the widow", "He asked for it")


class NotTheirsTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cast.people(cls)
        cast.paper(cls)
        cls.lou = cast.person("lou", "Lawyer")
        cls.eds = Author.objects.create(name="Ed Itor", slug="ed-itor")
        cls.story = cast.story(cls, headline="Mayor stays", body="<p>The mayor stays.</p>", bylines=[[cls.eds.pk, ""]])
        cast.save(
            cls.story, cls.ed, headline="Mayor resigns", body="<p>A zeppelin.</p>", note_to_editors="Ring the widow."
        )
        cls.story.refresh_from_db()
        due = timezone.now() + timedelta(hours=1)
        schedule_change(article=cls.story, by=cls.ed, when=due, kind="update", text="He asked for it.")
        cls.form = f"{LIST}{cls.story.pk}/change/"
        cls.story.refresh_from_db()

    def get(self, rest, who):
        self.client.force_login(who)
        return self.client.get(f"{LIST}{self.story.pk}/{rest}")

    def found(self, words, who, **asked):
        self.client.force_login(who)
        page = self.client.get(LIST, {"q": words, **asked})
        return [story.pk for story in page.context["cl"].result_list], page

    def test_the_pages_show_what_readers_see(self):
        for rest in ("change/", "preview/", "preview/card/"):
            page = self.get(rest, self.nell)
            self.assertContains(page, "Mayor stays")
            for words in DESK_ONLY:
                self.assertNotContains(page, words)
        self.assertNotContains(self.get("change/", self.nell), f"version {self.story.latest}")

    def test_a_photo_that_readers_do_not_see_any_more_is_in_no_preview(self):
        photo = cast.photo()
        cast.change(self.story, self.ed, figures=[[photo.pk, "lead", "", "", "", False]])
        cast.save(self.story, self.ed, headline="Mayor resigns again")
        self.assertContains(self.get("preview/", self.nell), photo.caption)
        block(photo=photo, by=self.pia, reason="Asked to.")
        for rest in ("preview/", "preview/card/"):
            self.assertNotContains(self.get(rest, self.nell), photo.caption)

    def test_no_versions_and_no_record_are_shown_or_led_to(self):
        rests = ("versions/", "versions/1/", "versions/2/", "versions/compare/?from=1&to=2", "record/")
        for rest in rests:
            self.assertEqual(self.get(rest, self.nell).status_code, 403, rest)
        page = self.get("change/", self.nell)
        for rest in ("versions/", "record/", "preview/links/"):
            self.assertNotContains(page, f"{LIST}{self.story.pk}/{rest}")

    def test_editors_the_lawyer_and_the_picture_desk_see_it_all(self):
        for who in (self.ed, self.lou, self.pia):
            self.assertContains(self.get("change/", who), "Ring the widow")
            self.assertContains(self.get("preview/", who), "Mayor resigns")
            self.assertEqual(self.get("versions/2/", who).status_code, 200)
            self.assertEqual(self.found("zeppelin", who)[0], [self.story.pk])

    def test_only_who_reads_it_all_is_told_which_version_is_where(self):
        other = cast.story(self, slug="other", bylines=[[self.eds.pk, ""]])
        told = ("On screen: version 1", "Readers see it.")
        for who, says in ((self.ed, self.assertContains), (self.nell, self.assertNotContains)):
            self.client.force_login(who)
            page = self.client.get(f"{LIST}{other.pk}/change/")
            for words in told:
                says(page, words)
        self.assertContains(self.get("change/", self.ed), "Readers see version 1")

    def test_so_does_whose_story_it_is(self):
        Byline.objects.create(article=self.story, author=self.author, position=1)
        self.assertContains(self.get("preview/", self.nell), "Mayor resigns")
        self.assertEqual(self.get("record/", self.nell).status_code, 200)

    def test_a_byline_in_a_version_that_is_not_released_makes_it_nobodys_own(self):
        cast.save(self.story, self.ed, bylines=[[self.author.pk, ""]])
        self.assertNotContains(self.get("preview/", self.nell), "Mayor resigns")
        self.assertEqual(self.found("zeppelin", self.nell)[0], [])

    def test_a_search_finds_it_by_what_readers_see(self):
        for words in ("zeppelin", "resigns", "widow"):
            self.assertEqual(self.found(words, self.nell)[0], [], words)
        found, page = self.found("mayor", self.nell)
        self.assertEqual(found, [self.story.pk])
        self.assertContains(page, "The <mark>mayor</mark> stays.")

    def test_and_is_narrowed_as_for_everybody(self):
        for asked, expected in (
            ({"state": "published"}, [self.story.pk]),
            ({"state": "draft"}, []),
            ({"section": self.news.pk}, [self.story.pk]),
            ({"section": self.sport.pk}, []),
            ({"person": f"a{self.eds.pk}"}, [self.story.pk]),
            ({"person": f"u{self.ed.pk}"}, [self.story.pk]),
            ({"person": f"u{self.nell.pk}"}, []),
        ):
            self.assertEqual(self.found("mayor", self.nell, **asked)[0], expected, asked)

    def test_of_ones_own_the_newest_version_is_searched_though_readers_see_an_older_one(self):
        own = cast.story(self, headline="Nell's pier", body="<p>The pier.</p>")
        cast.save(own, self.ed, body="<p>The jetty.</p>", headline="Nell's jetty")
        self.assertEqual(self.found("jetty", self.nell)[0], [own.pk])
        self.assertEqual(self.found("pier", self.nell)[0], [])

    def test_what_is_not_public_any_more_is_not_there(self):
        hold(article=Article.objects.get(pk=self.story.pk), by=self.ed, note="Ask.")
        self.assertEqual(self.get("preview/", self.nell).status_code, 404)
        self.assertEqual(self.found("mayor", self.nell)[0], [])

    def test_one_function_says_it(self):
        for who, reads in ((self.nell, False), (self.ed, True), (self.lou, True), (self.pia, True), (self.rita, False)):
            self.assertEqual(mine.reads_all_of(who, self.story), reads, who)
